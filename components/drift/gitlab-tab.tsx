// The tab that tells what changed in GitLab under the roles and artefacts that are out.
import { CircleCheck } from 'lucide-react'
import type { DriftFinding, Unknown } from '@/lib/core/render/drift-finding'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { type DriftView, pageOf } from './drift-address'
import { DriftFilters } from './drift-filters'
import { DriftPager } from './drift-pager'
import { matches } from './drift-rows'
import { codeWords } from './drift-words'
import { FindingList } from './finding-list'

export function GitlabTab({
  findings,
  unknown,
  view,
}: {
  findings: DriftFinding[]
  unknown: Unknown[]
  view: DriftView
}) {
  const codes = [...new Set(findings.map(({ code }) => code))].sort()
  const shown = findings
    .filter(({ code }) => view.show === null || code === view.show)
    .filter(({ name, project }) => matches(view.search, name, project))
  const { rows, page, pages } = pageOf(shown, view.page)
  return (
    <>
      <UnknownNotice unknown={unknown} />
      <DriftFilters
        view={view}
        chips={[
          { value: null, name: 'All', count: findings.length },
          ...codes.map((code) => ({
            value: code,
            name: codeWords(code),
            count: findings.filter((finding) => finding.code === code).length,
          })),
        ]}
      />
      <Card flush>
        {rows.length > 0 ? (
          <>
            <FindingList findings={rows} title="GitLab against the plan" tint="amber" />
            <DriftPager view={{ ...view, page }} total={shown.length} pages={pages} />
          </>
        ) : (
          <EmptyState icon={CircleCheck} title={findings.length === 0 ? 'GitLab is as it was' : 'Nothing is like that'}>
            {findings.length === 0
              ? 'No project, branch or environment that live roles or opened merge requests rest on was renamed, archived, removed or left unprotected, as of the last scan.'
              : 'No finding matches these filters.'}
          </EmptyState>
        )}
      </Card>
    </>
  )
}

export function UnknownNotice({ unknown }: { unknown: Unknown[] }) {
  if (unknown.length === 0) return null
  return (
    <Notice className="mb-3" title={`${unknown.length} ${unknown.length === 1 ? 'thing is' : 'things are'} unknown`}>
      <ul>
        {unknown.slice(0, 5).map(({ kind, name, why }) => (
          <li key={`${kind} ${name} ${why}`}>
            {kind} {name}: {why}
          </li>
        ))}
      </ul>
      {unknown.length > 5 ? <p>and {unknown.length - 5} more; cutover drift lists all</p> : null}
    </Notice>
  )
}
