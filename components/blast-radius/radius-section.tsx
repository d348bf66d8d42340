// The blast radius of one variable, for its details.
import Link from 'next/link'
import type { RadiusViewRow } from '@/lib/core/render/blast-radius-view'
import { JobsChange, PeopleChange, RefsChange } from './change-text'
import { radiusAddress } from './radius-address'

export function RadiusSection({ radius }: { radius: RadiusViewRow }) {
  const rows = [
    { name: 'People', change: <PeopleChange {...radius} /> },
    { name: 'Jobs', change: <JobsChange {...radius} /> },
    { name: 'Refs', change: <RefsChange {...radius} /> },
  ]
  return (
    <>
      <dl className="grid grid-cols-[72px_1fr] gap-x-3 gap-y-1">
        {rows.map(({ name, change }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{change}</dd>
          </div>
        ))}
      </dl>
      <Link
        href={radiusAddress({ production: radius.production })}
        prefetch={false}
        className="mt-1.5 inline-block rounded-sm text-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
      >
        All variables
      </Link>
    </>
  )
}
