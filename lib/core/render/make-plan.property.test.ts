import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ExampleJob,
  type ExampleVariable,
  exampleEstate,
  exampleProject,
  exampleRules,
} from '@/lib/core/mapping/example-estate'
import type { Rule } from '@/lib/core/mapping/rules-file'
import { bindingTable } from './binding-table'
import { makePlan } from './make-plan'
import { policyPath } from './plan-policies'
import { pathsOf, policiesByName } from './shared-paths'

const projects = [
  exampleProject(1, 'shop/api', { protectedEnvironments: ['production'] }),
  exampleProject(2, 'shop/web'),
]
const tri = fc.constantFrom('yes', 'no', 'maybe', 'no', 'no' as const)
const environments = [undefined, 'production', 'staging', 'review/*', 'review', 'Prod/EU']

const job = fc.record({
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  environment: fc.constantFrom(...environments),
  runsOnMergeRequest: tri,
  runsOnUnprotectedRef: tri,
})
const jobList = fc.uniqueArray(job, { selector: (one) => one.name, maxLength: 4 })
const variable = fc.record({
  key: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
  owner: fc.constantFrom('shop', 'shop/api', 'shop/web', null),
  environmentScope: fc.constantFrom('*', '*', 'production', 'staging', 'review/*'),
  protected: fc.boolean(),
  readers: fc.uniqueArray(fc.constantFrom('shop/api:a', 'shop/api:b', 'shop/api:c', 'shop/web:a', 'shop/web:d'), {
    maxLength: 4,
  }),
})
const rule = fc.record({
  match: fc.record({ key: fc.constantFrom('*', 'A', 'B') }),
  target: fc.record(
    {
      path: fc.constantFrom('{environment}', '{project_path}/{environment}/{key}', '{group_path}', 'x/{key}'),
      mount: fc.constantFrom('kv', 'old'),
    },
    { requiredKeys: [] },
  ),
  role: fc.constantFrom(undefined, undefined, 'r-{project_id}', '{project_path}-{environment}-{protected}'),
  policy: fc.constantFrom(undefined, undefined, 'p-{key}', '{group_path}'),
  star: fc.constantFrom(undefined, { answer: 'per_environment' }, { answer: 'production_only' } as const),
})

type Facts = { owner: string | null }

function levelled<T extends Facts>(facts: T): T & { level: 'group' | 'instance' | 'project' } {
  const level = facts.owner === null ? 'instance' : facts.owner === 'shop' ? 'group' : 'project'
  return { ...facts, level }
}

const input = fc.record({
  api: jobList,
  web: jobList,
  variables: fc.uniqueArray(variable, {
    selector: (one) => `${one.owner} ${one.key} ${one.environmentScope}`,
    maxLength: 12,
  }),
  rules: fc.array(rule, { maxLength: 3 }),
})

function planOf(api: ExampleJob[], web: ExampleJob[], variables: ExampleVariable[], rules: Rule[]) {
  const example = exampleEstate(projects, { 'shop/api': api, 'shop/web': web }, variables)
  const plan = makePlan({
    ...example,
    rules: exampleRules({ rules: [...rules, { match: {}, target: {} }] }),
    today: '2026-11-25',
  })
  return { plan, estate: example.estate }
}

function each(check: (made: ReturnType<typeof planOf>) => void) {
  fc.assert(
    fc.property(input, ({ api, web, variables, rules }) => {
      check(planOf(api as ExampleJob[], web as ExampleJob[], variables.map(levelled), rules as Rule[]))
    }),
    { numRuns: 400 },
  )
}

describe('makePlan, for any estate and rules', () => {
  it('calls a variable blocked exactly where it has a blocker, and feeds only mapped ones to jobs and policies', () => {
    each(({ plan }) => {
      for (const one of plan.variables) expect(one.state === 'blocked').toBe(one.blockers.length > 0)
      const mapped = new Set(plan.variables.filter((one) => one.state === 'mapped').map((one) => one.id))
      const used = [
        ...plan.jobs.flatMap((job) => job.entries.map((entry) => entry.variableId)),
        ...plan.policies.flatMap((policy) => policy.paths.flatMap((path) => path.variableIds)),
      ]
      expect(used.filter((id) => !mapped.has(id))).toEqual([])
    })
  })

  it('lets each role read what its jobs read, and of its own project nothing else', () => {
    each(({ plan }) => {
      const policies = policiesByName(plan.policies)
      for (const role of plan.roles) {
        const jobs = plan.jobs.filter((job) => job.role === role.name && job.vault === role.vault)
        const needed = jobs.flatMap((job) => job.entries.map((entry) => policyPath(entry.placement)))
        const granted = pathsOf(role, policies)
        expect(granted).toEqual(expect.arrayContaining(needed))
        const shared = role.policies
          .map((name) => policies.get(role.vault, name))
          .filter((one) => one?.owner.level !== 'project')
        const byGroups = shared.flatMap((policy) => policy?.paths.map((one) => one.path) ?? [])
        expect(granted.filter((path) => !needed.includes(path) && !byGroups.includes(path))).toEqual([])
        expect(new Set(jobs.map((job) => job.project)).size).toBe(1)
      }
    })
  })

  it('gives no merge request a path that production reads', () => {
    each(({ plan, estate }) => {
      for (const row of bindingTable({ plan, estate })) {
        const reached = row.qualifies.includes('merge-request')
        expect(row.production && reached).toBe(false)
        if (row.production) expect(row.qualifies).not.toContain('push')
        expect(row.qualifies).not.toContain('fork-merge-request')
      }
    })
  })

  it('gives each role one name and each job one login', () => {
    each(({ plan }) => {
      const names = plan.roles.map((role) => `${role.vault} ${role.name}`)
      expect(new Set(names).size).toBe(names.length)
      const jobs = plan.jobs.map((job) => `${job.project} ${job.job.name}`)
      expect(new Set(jobs).size).toBe(jobs.length)
      for (const job of plan.jobs) {
        const keys = job.entries.map((entry) => entry.key)
        expect(new Set(keys).size).toBe(keys.length)
        const { runsOnMergeRequest, runsOnUnprotectedRef } = job.job
        const role = plan.roles.find((one) => one.name === job.role && one.vault === job.vault)
        if (role?.protected) expect([runsOnMergeRequest, runsOnUnprotectedRef]).toEqual(['no', 'no'])
      }
    })
  })
})
