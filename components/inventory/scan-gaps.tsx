// What the last scan could not read. It is unknown, and never counted as absent.
import type { Gap } from '@/lib/core/inventory/estate'

const reasons: Record<Gap['reason'], string> = {
  forbidden: 'the token may not read it',
  not_permitted: 'GitLab answered nothing, as it does without permission',
  not_found: 'GitLab did not find it',
  failed: 'GitLab answered an error',
  timeout: 'GitLab took too long',
  rate_limited: 'GitLab asked to slow down, and did not answer in time',
  graphql_needed: 'only REST could answer, and REST answers values',
  not_asked: 'outside of GITLAB_INCLUDE',
  not_read_yet: 'the scan stopped before it',
}

export function ScanGaps({ gaps }: { gaps: Gap[] }) {
  if (gaps.length === 0) return null
  return (
    <details className="group mb-2.5 rounded-lg bg-amber-soft px-3 py-2">
      <summary className="font-medium text-amber">
        {gaps.length} {gaps.length === 1 ? 'thing was' : 'things were'} not read, so what is in there is unknown
      </summary>
      <ul className="mt-2 max-h-48 overflow-y-auto">
        {gaps.map((gap) => (
          <li key={`${gap.subject} ${gap.path} ${gap.part}`} className="[overflow-wrap:anywhere]">
            <span className="font-medium">
              {gap.path?.endsWith(':') ? `GitLab ${gap.path.slice(0, -1)}` : (gap.path ?? 'Instance')}
            </span>
            : {gap.part.replaceAll('_', ' ')}, {reasons[gap.reason]}
          </li>
        ))}
      </ul>
    </details>
  )
}
