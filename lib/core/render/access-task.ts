// The questions about access that may take long, in one place, so that a thread can answer them.

import type { Trigger } from '@/lib/core/trust/claims-of'
import { type Assertion, type BrokenRow, brokenBy, pathsAsserted } from './access-assertion'
import { type RoleChange, tryChange } from './access-change'
import { type AccessDifference, accessDifference, type DifferenceCell } from './access-difference'
import { type GroupCellRow, type GroupColumn, type GroupMatrix, groupCellRows, groupMatrix } from './access-group'
import type { AccessInput, AccessModel } from './access-model'
import { type AccessReach, type AccessTarget, accessReach } from './access-reach'

export type AccessTasks = {
  /** `open`: the cell whose projects are asked for. */
  group: { group: string; open: { trigger: Trigger; column: Pick<GroupColumn, 'label' | 'rest'> } | null }
  reach: { target: AccessTarget }
  assertions: { list: Assertion[] }
  /** `list`: assertions to look at besides; `most`: cells to give. */
  difference: { change: RoleChange; list: Assertion[]; most: number }
}

export type AccessAnswers = {
  group: { matrix: GroupMatrix; rows: GroupCellRow[] | null }
  reach: AccessReach[]
  assertions: CheckedAssertion[]
  difference: DifferenceAnswer | null
}

/** The worst cells first; `total` counts all. `broken`: assertions that the change breaks in more places than before. */
export type DifferenceAnswer = AccessDifference & { total: number; broken: CheckedAssertion[] }

/** `paths`: how many planned paths it is about. */
export type CheckedAssertion = { assertion: Assertion; rows: BrokenRow[]; paths: number }

export type AccessTaskKind = keyof AccessTasks

/** Told while it works: of how many steps how many are done. */
export type TellProgress = (done: number, total: number) => void

type Answer<K extends AccessTaskKind> = (
  model: AccessModel,
  task: AccessTasks[K],
  tell?: TellProgress,
) => AccessAnswers[K]

const answers: { [K in AccessTaskKind]: Answer<K> } = {
  group: (model, { group, open }, tell) => {
    const matrix = groupMatrix(model, group, tell)
    const column =
      open && matrix.columns.find(({ label, rest }) => label === open.column.label && rest === open.column.rest)
    return { matrix, rows: open && column ? groupCellRows(model, matrix, { trigger: open.trigger, column }) : null }
  },
  reach: (model, { target }) => accessReach(model, target),
  assertions: (model, { list }) =>
    list.map((assertion) => {
      return { assertion, rows: brokenBy(model, assertion), paths: pathsAsserted(model, assertion) }
    }),
  difference: (model, { change, list, most }) => {
    const difference = accessDifference(model, change)
    if (difference === null) return null
    const after = tryChange(model, change)?.changed?.model ?? null
    const broken = after === null ? [] : list.flatMap((assertion) => newlyBroken(model, after, assertion))
    const rank = ({ unwanted, gains }: DifferenceCell) => (unwanted.length > 0 ? 0 : gains.length > 0 ? 1 : 2)
    const cells = difference.cells.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
    return { ...difference, cells, total: difference.cells.length, broken }
  },
}

function newlyBroken(before: AccessModel, after: AccessModel, assertion: Assertion): CheckedAssertion[] {
  const id = ({ project, vault, path, grant, triggers }: BrokenRow) =>
    triggers.map((trigger) => JSON.stringify([project, vault, path, grant.role, trigger]))
  const known = new Set(brokenBy(before, assertion).flatMap(id))
  const rows = brokenBy(after, assertion).filter((row) => id(row).some((one) => !known.has(one)))
  return rows.length === 0 ? [] : [{ assertion, rows, paths: pathsAsserted(before, assertion) }]
}

/** Gives the answer to one question. Never fails but by a fault of ours. */
export function answerTask<K extends AccessTaskKind>(
  model: AccessModel,
  kind: K,
  task: AccessTasks[K],
  tell?: TellProgress,
): AccessAnswers[K] {
  return answers[kind](model, task, tell)
}

/** What the questions need of a plan: without the CI configuration, the uses and whatever else is large. */
export function slimInput({ plan, estate, rules, flavour }: AccessInput): AccessInput {
  return {
    rules,
    ...(flavour === undefined ? {} : { flavour }),
    estate: {
      ...estate,
      projects: estate.projects.map((project) => ({ ...project, ci: { state: 'absent' }, schedules: null })),
      variables: [],
      gaps: [],
      gone: {},
    },
    plan: {
      ...plan,
      variables: [],
      jobs: plan.jobs.map(({ job, entries, ...rest }) => ({
        ...rest,
        job: { ...job, uses: [], staticCredentials: [] },
        entries: entries.map((entry) => ({ ...entry, placement: { ...entry.placement, consumers: [] } })),
      })),
    },
  }
}
