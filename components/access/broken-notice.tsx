// Said loudly on every page that it concerns: assertions over access that do not hold.
import Link from 'next/link'
import type { BrokenRow } from '@/lib/core/render/access-assertion'
import { Notice } from '../ui/notice'

const shown = 3

export function BrokenNotice({ broken }: { broken: { sentence: string; rows: BrokenRow[] }[] }) {
  if (broken.length === 0) return null
  const rows = broken.reduce((sum, one) => sum + one.rows.length, 0)
  return (
    <Notice
      weight="problem"
      className="mb-3"
      title={
        broken.length === 1
          ? 'An assertion over access is broken'
          : `${broken.length} assertions over access are broken`
      }
    >
      <ul>
        {broken.slice(0, shown).map(({ sentence, rows: own }) => (
          <li key={sentence}>
            {sentence}: {own.length.toLocaleString('en')} {own.length === 1 ? 'row breaks' : 'rows break'} it, the first
            in <span className="font-mono text-sm">{own[0]?.project}</span>
          </li>
        ))}
      </ul>
      <Link className="underline" href="/access/assertions">
        Look at {rows === 1 ? 'the row' : `all ${rows.toLocaleString('en')} rows`}
      </Link>
    </Notice>
  )
}
