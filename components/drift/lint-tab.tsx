// The tab with what is risky in the planned roles.
import { CircleCheck } from 'lucide-react'
import type { PlanLint, RoleLint } from '@/lib/core/render/lint-plan'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Notice } from '../ui/notice'
import { type DriftView, pageOf } from './drift-address'
import { DriftFilters } from './drift-filters'
import { DriftPager } from './drift-pager'
import { matches } from './drift-rows'
import { codeWords } from './drift-words'
import { triggersText } from './existing-table'
import { FindingList } from './finding-list'
import { UnknownNotice } from './gitlab-tab'

function lets({ projects, triggers, people }: RoleLint): string {
  const count = people === 1 ? '1 person' : `${people?.toLocaleString('en')} people`
  const who = people === null ? 'who may push was not read' : count
  if (projects === 0) return 'No project that was scanned'
  return `${projects.toLocaleString('en')} ${projects === 1 ? 'project' : 'projects'}, ${triggersText(triggers)}; ${who}`
}

export function LintTab({ lint, view }: { lint: PlanLint; view: DriftView }) {
  const codes = [...new Set(lint.findings.map(({ code }) => code))].sort()
  const shown = lint.findings
    .filter(({ code }) => view.show === null || code === view.show)
    .filter(({ name, project }) => matches(view.search, name, project))
  const { rows, page, pages } = pageOf(shown, view.page)
  return (
    <>
      <UnknownNotice unknown={lint.unknown} />
      {lint.decided.map(({ code, text, advice, roles }) => (
        <Notice
          key={code}
          className="mb-3"
          title={`By decision, for all ${roles.toLocaleString('en')} planned roles: ${codeWords(code).toLowerCase()}`}
        >
          {text}. Mapping claims to metadata would cost one write to Vault’s storage at each login. If you want it:{' '}
          {advice}.
        </Notice>
      ))}
      <DriftFilters
        view={view}
        chips={[
          { value: null, name: 'All', count: lint.findings.length },
          ...codes.map((code) => ({
            value: code,
            name: codeWords(code),
            count: lint.findings.filter((finding) => finding.code === code).length,
          })),
        ]}
      />
      <Card flush>
        {rows.length > 0 ? (
          <>
            <FindingList findings={rows.map((one) => ({ ...one, lets: lets(one) }))} title="Lint" tint="amber" />
            <DriftPager view={{ ...view, page }} total={shown.length} pages={pages} />
          </>
        ) : (
          <EmptyState
            icon={CircleCheck}
            title={lint.findings.length === 0 ? 'Nothing risky is planned' : 'Nothing is like that'}
          >
            {lint.findings.length === 0
              ? 'No planned role, policy or auth method has one of the known weaknesses.'
              : 'No finding matches these filters.'}
          </EmptyState>
        )}
      </Card>
    </>
  )
}
