// Which of the kept assertions are broken in the estate and the mapping of this moment.
import type { Assertion, BrokenRow } from '@/lib/core/render/access-assertion'
import { answerTask, type CheckedAssertion } from '@/lib/core/render/access-task'
import { assertionSentence } from '@/lib/core/render/assertion-words'
import { triggers } from '@/lib/core/trust/claims-of'
import { accessModelOf } from './access-model-of'
import { answerInThread } from './access-thread'
import { findPlan, type Planned } from './load-plan'
import { findAssertions } from './save-assertion'

export type CheckedAssertions = {
  /** Null before the first scan: then nothing is known, broken or not. */
  checked: CheckedAssertion[] | null
  assertions: Assertion[]
}

let kept: { planned: Planned; list: string; checked: Promise<CheckedAssertion[]> } | null = null

/** Worked out anew whenever a scan or the mapping gives another plan, or the assertions change. */
export async function loadAssertions(): Promise<CheckedAssertions> {
  const assertions = await findAssertions()
  if (assertions.length === 0) return { checked: [], assertions }
  const planned = await findPlan()
  if (planned === null) return { checked: null, assertions }
  const list = JSON.stringify(assertions)
  if (kept?.planned === planned && kept.list === list) return { checked: await kept.checked, assertions }
  const checked = answerInThread(planned, 'assertions', { list: assertions })
  kept = { planned, list, checked }
  checked.catch(() => {
    kept = null
  })
  return { checked: await checked, assertions }
}

export type AssertionFinding = {
  code: 'assertion_broken'
  kind: 'assertion'
  /** The assertion as a sentence. */
  name: string
  /** The path that is read. */
  field: string
  want: string
  got: string
}

/** One finding for each row that breaks an assertion; none before the first scan. Answers in this process. */
export async function loadAssertionFindings(): Promise<AssertionFinding[]> {
  const list = await findAssertions()
  const planned = list.length === 0 ? null : await findPlan()
  if (planned === null) return []
  return answerTask(accessModelOf(planned), 'assertions', { list }).flatMap(({ assertion, rows }) =>
    rows.map(({ project, path, grant, triggers: found }) => ({
      code: 'assertion_broken' as const,
      kind: 'assertion' as const,
      name: assertionSentence(assertion),
      field: path,
      want: 'no access',
      got: `${project} by ${triggers.filter((one) => found.includes(one)).join(', ')}, role ${grant.role}, ${lineOf(grant)}`,
    })),
  )
}

function lineOf({ at, policy }: BrokenRow['grant']): string {
  return at === null || at.line === null ? `policy ${policy}` : `${at.file}:${at.line}`
}
