// Tests of the load: what each form asks of Vault, how clients grow by claim, and what no input may turn round.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessExample } from './access-example'
import { type LoadAssumptions, type LoadJob, type LoadProject, loadOfRun, vaultLoad } from './vault-load'
import { loadProjects } from './vault-load-projects'

const assumptions: LoadAssumptions = {
  pipelines: { production: 20, environment: 10, plain: 10 },
  protectedPercent: 30,
  people: 5,
  pipelinesPerBranch: 4,
  busiestHourPercent: 20,
}

function job(change: Partial<LoadJob> = {}): LoadJob {
  const base = { name: 'deploy', onProtected: true, onOthers: false, entries: 3, paths: 2 }
  return { ...base, scriptPaths: 0, leases: 0, scriptLogin: false, ...change }
}

function project(change: Partial<LoadProject> = {}): LoadProject {
  const base = { path: 'shop/api', id: 1, group: 'shop', kind: 'production' as const, delivery: 'secrets' as const }
  return { ...base, jobs: [job()], history: null, people: null, ...change }
}

describe('one run of a job', () => {
  test('by secrets: is one login and one read for each entry, and nothing is revoked', () => {
    expect(loadOfRun(job(), 'secrets')).toEqual({ logins: 3, reads: 3, leases: 0, revocations: 0 })
  })

  test('by a script is one login, one read for each path, and one revocation', () => {
    expect(loadOfRun(job(), 'script')).toEqual({ logins: 1, reads: 2, leases: 0, revocations: 1 })
  })

  test('of a lease needs a script in both forms', () => {
    const both = job({ scriptPaths: 1, leases: 1 })
    expect(loadOfRun(both, 'secrets')).toEqual({ logins: 4, reads: 4, leases: 1, revocations: 1 })
    expect(loadOfRun(both, 'script')).toEqual({ logins: 1, reads: 3, leases: 1, revocations: 1 })
  })
})

describe('a day', () => {
  test('is the runs that the assumptions give: here 30 of 100 of 20 pipelines', () => {
    const { runs, forms, planned } = vaultLoad({ projects: [project()], assumptions })
    expect([runs, forms.secrets.logins, forms.script.logins, planned.reads]).toEqual([6, 18, 6, 18])
  })

  test('is counted where the past was read, whatever is assumed', () => {
    const history = { days: 90, runs: new Map([['deploy', 900]]) }
    const { rows } = vaultLoad({ projects: [project({ history })], assumptions })
    expect(rows[0]).toMatchObject({ from: 'history', runs: 10, planned: { logins: 30 } })
  })

  test('of a project on the Free tier is planned by the script', () => {
    const { planned, forms } = vaultLoad({ projects: [project({ delivery: 'script' })], assumptions })
    expect(planned).toEqual(forms.script)
  })

  test('has its busiest second: 20 of 100 logins in 3,600 seconds, and tokens of 300 seconds', () => {
    const history = { days: 1, runs: new Map([['deploy', 6000]]) }
    const { peak } = vaultLoad({ projects: [project({ history })], assumptions })
    expect(peak.secrets.loginsPerSecond).toBe(1)
    expect(peak.secrets.requestsPerSecond).toBe(2)
    expect([peak.secrets.tokensAlive, peak.planned.tokensAlive, peak.script.tokensAlive]).toEqual([300, 300, 0])
  })
})

describe('clients by user_claim', () => {
  const clients = (projects: LoadProject[]) =>
    new Map(vaultLoad({ projects, assumptions }).clients.map((one) => [one.claim, one]))

  test('project_id is one for each project, job_id one for each run, runner_id works for nobody', () => {
    const found = clients([project(), project({ path: 'shop/web', id: 2, jobs: [job({ onOthers: true })] })])
    expect(found.get('project_id')).toMatchObject({ day: 2, month: 2, endless: false })
    expect(found.get('namespace_id')).toMatchObject({ day: 1, month: 1 })
    expect(found.get('job_id')).toMatchObject({ day: 26, month: 780, endless: true })
    expect(found.get('runner_id')).toMatchObject({ day: null, month: null })
  })

  test('user_login counts each known person once over all projects', () => {
    const people = [7, 8, 9]
    const found = clients([project({ people }), project({ path: 'shop/web', id: 2, people: [8, 9, 10] })])
    expect(found.get('user_login')).toMatchObject({ month: 4 })
  })

  test('sub is the protected branch of each project and every new branch', () => {
    const history = { days: 1, runs: new Map([['deploy', 40]]) }
    const found = clients([project({ jobs: [job({ onOthers: true })], history })])
    // 28 of 40 pipelines run on other branches, of which each sees 4.
    expect(found.get('sub')).toMatchObject({ day: 8, month: 211, endless: true })
  })
})

test('the plan is read as a job has it: entries, different paths, and where it may run', () => {
  const { estate, plan } = accessExample()
  const projects = loadProjects({ estate, plan })
  expect(projects.map(({ path, kind }) => [path, kind])).toEqual([['shop/api', 'production']])
  const jobs = new Map(projects[0]?.jobs.map((one) => [one.name, one]))
  expect(jobs.get('deploy')).toMatchObject({ entries: 1, paths: 1, onOthers: false, scriptPaths: 0 })
  expect(jobs.get('preview')).toMatchObject({ onOthers: true })
})

test('past jobs count by the name of the configuration, and not where a part of them is missing', () => {
  const { estate, plan } = accessExample()
  const run = { ref: 'branch' as const, protected: true, source: 'push', environment: null, fork: false }
  const history = {
    project: 'shop/api',
    readAt: '2026-11-25T00:00:00Z',
    since: '2026-11-15T00:00:00Z',
    complete: true,
    missing: [],
    runs: [
      { ...run, job: 'deploy', count: 5 },
      { ...run, job: 'deploy 1/2', count: 15 },
    ],
    people: {
      members: [
        { id: 1, level: 20 },
        { id: 2, level: 30 },
      ],
      branches: null,
      tags: null,
    },
  }
  const [read] = loadProjects({ estate, plan }, [history])
  expect([read?.history?.days, read?.history?.runs.get('deploy'), read?.people]).toEqual([10, 20, [2]])
  expect(loadProjects({ estate, plan }, [{ ...history, complete: false }])[0]?.history).toBeNull()
})

const anyJob = fc
  .record({
    entries: fc.nat(20),
    paths: fc.nat(20),
    scriptPaths: fc.nat(5),
    leases: fc.nat(5),
    onOthers: fc.boolean(),
    scriptLogin: fc.boolean(),
  })
  .map((one) => job({ ...one, paths: Math.min(one.paths, one.entries), leases: Math.min(one.leases, one.scriptPaths) }))

const anyProject = fc
  .record({
    jobs: fc.array(anyJob, { maxLength: 5 }),
    kind: fc.constantFrom('production', 'environment', 'plain'),
    delivery: fc.constantFrom('secrets', 'script', 'undecided'),
  })
  .map((one) => project(one))

describe('whatever the projects are', () => {
  test('the script never logs in or reads more often, and what is planned is one of the two', () => {
    fc.assert(
      fc.property(fc.array(anyProject, { maxLength: 6 }), (projects) => {
        const { rows, forms } = vaultLoad({ projects, assumptions })
        expect(forms.script.reads).toBeLessThanOrEqual(forms.secrets.reads)
        expect(forms.script.logins).toBeLessThanOrEqual(forms.secrets.logins)
        for (const row of rows) expect([row.forms.secrets, row.forms.script]).toContainEqual(row.planned)
      }),
    )
  })

  test('more secrets are never fewer reads or logins, and more pipelines never less of anything', () => {
    fc.assert(
      fc.property(anyProject, fc.nat(10), fc.nat(50), (one, more, pipelines) => {
        const bigger = { ...one, jobs: one.jobs.map((each) => ({ ...each, entries: each.entries + more })) }
        const busier = {
          ...assumptions,
          pipelines: { production: 20 + pipelines, environment: 10 + pipelines, plain: 10 + pipelines },
        }
        const before = vaultLoad({ projects: [one], assumptions })
        for (const after of [
          vaultLoad({ projects: [bigger], assumptions }),
          vaultLoad({ projects: [one], assumptions: busier }),
        ]) {
          for (const form of ['secrets', 'script'] as const) {
            expect(after.forms[form].reads).toBeGreaterThanOrEqual(before.forms[form].reads)
            expect(after.forms[form].logins).toBeGreaterThanOrEqual(before.forms[form].logins)
          }
        }
      }),
    )
  })

  test('a day has never more clients than 30 days, and project_id never more than projects', () => {
    fc.assert(
      fc.property(fc.array(anyProject, { maxLength: 6 }), (projects) => {
        for (const { claim, day, month } of vaultLoad({ projects, assumptions }).clients) {
          expect(day ?? 0).toBeLessThanOrEqual(month ?? 0)
          if (claim === 'project_id') expect(month).toBeLessThanOrEqual(projects.length)
        }
      }),
    )
  })
})
