// Runners: where they serve, which versions their machines have, what they take, and what fails on the oldest.
import Link from 'next/link'
import type { RunnerRow } from '@/lib/core/inventory/runner-overview'
import { MiddleTruncate } from '../ui/middle-truncate'
import { RecipeText } from '../ui/recipe-text'
import { Tag } from '../ui/tag'

const cell = 'border-t border-line px-2 py-1.5 align-top'
const head = 'h-8.5 px-2 text-left font-medium'

export function RunnersTable({ rows }: { rows: RunnerRow[] }) {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[1000px] table-fixed" aria-label="Runners">
        <colgroup>
          <col className="w-40" />
          <col className="w-36" />
          <col className="w-24" />
          <col className="w-48" />
          <col className="w-14" />
          <col />
        </colgroup>
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className={`${head} pl-4`}>
              Runner
            </th>
            <th scope="col" className={head}>
              Serves
            </th>
            <th scope="col" className={head}>
              Versions
            </th>
            <th scope="col" className={head}>
              Takes
            </th>
            <th scope="col" className={`${head} text-right`}>
              Jobs
            </th>
            <th scope="col" className={`${head} pr-4`}>
              What fails on its oldest machine
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RunnerLine key={row.runner.id} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RunnerLine({ row: { runner, versions, missing, old, jobs } }: { row: RunnerRow }) {
  const serious = missing.filter(({ matters }) => matters !== 'text')
  return (
    <tr className="hover:bg-raised">
      <th scope="row" className={`${cell} pl-4 text-left font-normal`}>
        <MiddleTruncate text={runner.description || `runner ${runner.id}`} className="font-medium" />
        <span className="flex flex-wrap gap-1 text-sm text-muted">
          #{runner.id}
          {runner.paused ? <Tag tint="amber">paused</Tag> : null}
          {runner.status === 'online' ? null : <Tag tint="amber">{runner.status.replace('_', ' ')}</Tag>}
        </span>
      </th>
      <td className={cell}>
        {runner.type === 'instance' ? (
          'whole instance'
        ) : runner.owners === null ? (
          <Tag tint="amber" title="GitLab does not show all of them to the token">
            {runner.type}s not all shown
          </Tag>
        ) : (
          <ul>
            {runner.owners.slice(0, 3).map((owner) => (
              <li key={owner} className="flex items-center gap-1.5">
                <MiddleTruncate text={owner} />
                <Tag>{runner.type}</Tag>
              </li>
            ))}
            {runner.owners.length > 3 ? (
              <li className="text-sm text-muted">and {(runner.owners.length - 3).toLocaleString('en')} more</li>
            ) : null}
          </ul>
        )}
      </td>
      <td className={`${cell} tabular-nums`}>
        {versions.map((version) => version ?? 'unknown').join(', ')}
        {(runner.managers?.length ?? 0) > 1 ? (
          <span className="block text-sm text-muted">{runner.managers?.length} machines</span>
        ) : null}
      </td>
      <td className={cell}>
        <span className="flex flex-wrap gap-1">
          {runner.tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
          {runner.runUntagged ? <Tag tint="blue">untagged too</Tag> : null}
          {runner.protectedOnly ? <Tag tint="neutral">protected refs only</Tag> : null}
        </span>
      </td>
      <td className={`${cell} text-right tabular-nums`}>{jobs.toLocaleString('en')}</td>
      <td className={`${cell} pr-4 text-sm`}>
        {versions.every((version) => version === null) ? (
          <span className="text-muted">Not known: GitLab does not tell its version</span>
        ) : serious.length === 0 ? (
          <span className="text-muted">Nothing that secrets: needs</span>
        ) : (
          <>
            <Tag tint={old ? 'red' : 'plain'}>{old ? 'too old' : 'in some cases'}</Tag>
            <ul className="mt-0.5 list-disc pl-4 text-muted">
              {serious.map((feature) => (
                <li key={feature.since}>
                  <RecipeText>{feature.before}</RecipeText>
                </li>
              ))}
            </ul>
          </>
        )}
        {old ? (
          <Link
            href={`/runners?${new URLSearchParams({ tab: 'jobs', show: 'old' })}`}
            className="inline-flex min-h-6 items-center underline underline-offset-2"
          >
            Jobs with old runners only
          </Link>
        ) : null}
      </td>
    </tr>
  )
}
