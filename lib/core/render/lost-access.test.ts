// Past jobs put through the planned roles: the same verdict as the Access page, every run counted, unknown never guessed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import { exampleJob } from '@/lib/core/mapping/example-estate'
import { triggers } from '@/lib/core/trust/claims-of'
import type { JobHistory, JobRuns, RunSituation } from '@/lib/core/trust/job-history'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { explainIn } from './explain-access'
import { type LostVerdict, lostAccess } from './lost-access'
import { filterLost, lostTotals, reasonNames, stateOf } from './lost-access-view'

const model = accessModel(accessExample())
const names = [...new Set(model.plan.jobs.map(({ job }) => job.name)), 'lint', 'gone']
const analysis: Analysis = {
  variables: [],
  jobs: { 'shop/api': [...model.jobsOf('shop/api').map(({ job }) => job), exampleJob({ name: 'lint' })] },
}

const run = (change: Partial<JobRuns> = {}): JobRuns => ({
  job: 'deploy',
  ref: 'branch',
  protected: true,
  source: 'push',
  environment: 'production',
  fork: false,
  count: 1,
  ...change,
})

function replay(runs: JobRuns[] | null, project = 'shop/api') {
  const people = { members: null, branches: null, tags: null }
  const history: JobHistory = { project, readAt: '', since: '', complete: true, missing: [], runs, people }
  return lostAccess(model, analysis, [history])
}

const verdict = (change: Partial<JobRuns>) => replay([run(change)])[0]?.verdict

describe('a past job', () => {
  it('that its role lets in and that reads all it is planned to loses nothing', () => {
    expect(replay([run()])).toMatchObject([
      { verdict: 'passes', reasons: [], unread: [], reads: [{ key: 'DB_PASSWORD' }] },
    ])
  })

  it('is refused with every reason, the text that Vault prints, and the line of the role', () => {
    const [row] = replay([run({ protected: false, source: 'parent_pipeline' })])
    expect(row?.verdict).toBe('refused')
    expect(row && reasonNames(row)).toEqual(['pipeline_source', 'ref_protected'])
    expect(row?.reported).toContain(
      'error validating claims: claim "ref_protected" does not match any associated bound claim values',
    )
    for (const { at } of row?.reasons ?? []) {
      expect(at?.file).toBe(`roles/${row?.role}.json`)
      expect(at?.line).toBeGreaterThan(1)
    }
  })

  it('of a fork is refused as the fork that it is', () => {
    const [row] = replay([
      run({
        job: 'test',
        ref: 'merge-request',
        protected: false,
        source: 'merge_request_event',
        environment: null,
        fork: true,
      }),
    ])
    expect(row && [row.verdict, ...reasonNames(row)]).toEqual(['refused', 'project_id'])
  })

  it('for another environment than its role binds is refused', () => {
    const [row] = replay([run({ job: 'stage', environment: 'staging-eu' })])
    expect(row && [row.verdict, ...reasonNames(row)]).toEqual(['refused', 'environment'])
    expect(verdict({ job: 'preview', protected: false, environment: 'review/a' })).toBe('passes')
  })

  it('without a deployment is taken with the environment of the configuration', () => {
    expect(verdict({ environment: null })).toBe('passes')
    expect(verdict({ job: 'preview', protected: false, environment: null })).toBe('passes')
  })

  it('that reads no planned variable is not affected, and one that is not configured is told apart', () => {
    expect(verdict({ job: 'lint' })).toBe('not_affected')
    expect(verdict({ job: 'gone' })).toBe('not_in_configuration')
    expect(replay([run({ job: 'gone' })], 'shop/unread')[0]).toMatchObject({
      verdict: 'unknown',
      unread: ['which jobs the configuration has'],
    })
  })

  it('one copy of several is the job of the configuration', () => {
    expect(replay([run({ job: 'deploy 1/2' }), run({ job: 'deploy: [eu]' })])).toMatchObject([
      { job: 'deploy', count: 2 },
    ])
  })

  it('is unknown where what was not read decides, and says what that is', () => {
    expect(replay([run({ protected: null })])).toMatchObject([
      { verdict: 'unknown', unread: ['whether the branch is protected'], reasons: [{ claim: 'ref_protected' }] },
    ])
    // Where it decides nothing, it does not matter.
    expect(verdict({ protected: null, job: 'preview', environment: 'review/a' })).toBe('passes')
    expect(verdict({ protected: null, source: 'parent_pipeline' })).toBe('refused')
    expect(verdict({ source: null })).toBe('unknown')
  })
})

describe('rows', () => {
  it('hold jobs of one job and the same reasons together, and count their runs', () => {
    const rows = replay([
      run({ protected: false, count: 3 }),
      run({ protected: false, source: 'web', count: 4 }),
      run({ count: 100 }),
    ])
    expect(rows.map(({ verdict: found, count, runs }) => [found, count, runs.map((one) => one.count)])).toEqual([
      ['refused', 7, [4, 3]],
      ['passes', 100, [100]],
    ])
  })

  it('keep their identity when only the counts change, and not when a reason does', () => {
    const identity = (change: Partial<JobRuns>) => replay([run({ protected: false, ...change })])[0]?.identity
    expect(identity({ count: 9, source: 'web' })).toBe(identity({}))
    expect(identity({ source: 'parent_pipeline' })).not.toBe(identity({}))
    expect(identity({ job: 'stage', environment: 'staging' })).not.toBe(identity({}))
  })

  it('of a project without planned jobs are none', () => {
    expect(replay(null)).toEqual([])
  })
})

const situation: fc.Arbitrary<RunSituation> = fc
  .record({
    job: fc.constantFrom(...names),
    ref: fc.constantFrom('branch' as const, 'tag' as const, 'merge-request' as const),
    protected: fc.option(fc.boolean()),
    source: fc.option(
      fc.constantFrom('push', 'web', 'api', 'schedule', 'trigger', 'parent_pipeline', 'pipeline', '__proto__'),
    ),
    environment: fc.option(fc.constantFrom('production', 'staging', 'review/a', 'other')),
    fork: fc.option(fc.boolean()),
  })
  .map((made) => (made.ref === 'merge-request' ? { ...made, source: 'merge_request_event' } : { ...made, fork: false }))

/** Every way in which what is not known could have been. */
function substitutes(made: RunSituation): RunSituation[] {
  const either = (known: boolean | null) => (known === null ? [true, false] : [known])
  return either(made.protected).flatMap((isProtected) =>
    either(made.fork).map((fork) => ({ ...made, protected: isProtected && !fork, fork })),
  )
}

describe('for any past jobs', () => {
  it('no run is lost or counted twice', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ made: situation, count: fc.integer({ min: 1, max: 50 }) })), (list) => {
        const runs = list.map(({ made, count }) => ({ ...made, count }))
        const rows = replay(runs)
        const sum = (all: { count: number }[]) => all.reduce((total, { count }) => total + count, 0)
        expect(sum(rows)).toBe(sum(runs))
        expect(new Set(rows.map(({ identity }) => identity)).size).toBe(rows.length)
        expect(sum(rows.flatMap((row) => row.runs))).toBe(sum(runs))
      }),
    )
  })

  it('unknown is said exactly where the ways in which it could have been differ', () => {
    fc.assert(
      fc.property(
        situation.filter(({ source }) => source !== null),
        (made) => {
          const found = replay([{ ...made, count: 1 }])[0]
          const possible = new Set(substitutes(made).map((one) => replay([{ ...one, count: 1 }])[0]?.verdict))
          const expected: LostVerdict | undefined = possible.size > 1 ? 'unknown' : [...possible][0]
          expect(found?.verdict).toBe(expected)
        },
      ),
    )
  })

  it('the verdict is the one of the Access page', () => {
    const known: Partial<Record<(typeof triggers)[number], Partial<JobRuns>>> = {
      push: { protected: false },
      'protected-push': {},
      tag: { ref: 'tag', protected: false },
      'protected-tag': { ref: 'tag' },
      'merge-request': { ref: 'merge-request', source: 'merge_request_event', protected: false },
      'fork-merge-request': { ref: 'merge-request', source: 'merge_request_event', protected: false, fork: true },
      schedule: { source: 'schedule' },
      web: { source: 'web' },
      api: { source: 'api' },
      'child-pipeline': { source: 'parent_pipeline' },
    }
    let compared = 0
    for (const trigger of triggers) {
      for (const { project, job, role } of model.jobsOf('shop/api')) {
        const environment =
          job.environment.kind === 'name'
            ? job.environment.name
            : job.environment.kind === 'pattern'
              ? 'review/x'
              : null
        const answer = explainIn(model, { project, trigger, ref: null, environment })
        const login = answer?.logins.find((one) => one.role === role)
        const [row] = replay([run({ job: job.name, environment, ...known[trigger] })])
        expect([trigger, job.name, row?.verdict]).toEqual([trigger, job.name, login?.allowed ? 'passes' : 'refused'])
        expect(row?.reported).toEqual(login?.reported)
        compared += 1
      }
    }
    expect(compared).toBe(40)
  })
})

describe('the view', () => {
  const rows = replay([run({ protected: false }), run({ count: 5 }), run({ job: 'lint', count: 2 })]).map((row) => ({
    ...row,
    key: row.identity,
    state: stateOf(row, row.verdict === 'refused'),
    accepted: null,
  }))

  it('counts an accepted refusal apart, and what passes is never accepted', () => {
    expect(lostTotals(rows)).toMatchObject({ runs: 8, refused: 0, accepted: 1, passes: 5, not_affected: 2 })
    expect(stateOf({ verdict: 'passes' }, true)).toBe('passes')
    expect(stateOf({ verdict: 'unknown' }, true)).toBe('unknown')
  })

  it('filters by state, project and reason', () => {
    const count = (filter: Partial<Parameters<typeof filterLost>[1]>) =>
      filterLost(rows, { state: 'all', project: null, reason: null, ...filter }).length
    expect([count({}), count({ state: 'accepted' }), count({ state: 'refused' })]).toEqual([3, 1, 0])
    expect([count({ project: 'shop/api' }), count({ project: 'shop/web' })]).toEqual([3, 0])
    expect([count({ reason: 'ref_protected' }), count({ reason: 'environment' })]).toEqual([1, 0])
  })
})
