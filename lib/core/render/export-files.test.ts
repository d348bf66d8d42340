// Tests of the export tree.
import { expect, test } from 'vitest'
import { exportFiles } from './export-files'
import {
  ciJob,
  ciOf,
  estateOf,
  id,
  jobPlan,
  mapped,
  placement,
  planOf,
  project,
  role,
  rootText,
  rules,
} from './render-fixture'

function pathsOf(input: Parameters<typeof exportFiles>[0]) {
  return exportFiles(input).files.map(({ path }) => path)
}

test('one vault: policies, roles, auth and script lie at the root, the changed files below their project', () => {
  expect(pathsOf({ estate: estateOf(), plan: planOf(), rules })).toEqual([
    'auth/jwt.json',
    'bindings.csv',
    'bindings.json',
    'bindings.md',
    'checklist.md',
    'cli/apply.sh',
    'failure-modes.md',
    'free-tier/shop/api/cutover.sh',
    'free-tier/shop/api/snippets.yml',
    'policies/p22-production.hcl',
    'projects/shop/api/.gitlab-ci.yml',
    'projects/shop/api/.gitlab/cutover.yml',
    'roles/p22-production.json',
    'terraform/cutover.json',
    'terraform/cutover/main.tf',
    'terraform/cutover/variables.tf',
    'terraform/main.tf',
    'trust-model.md',
  ])
})

test('several vaults: one folder for each', () => {
  const vaults = [...rules.vaults, ...rules.vaults.map((vault) => ({ ...vault, name: 'second', owned: false }))]
  const paths = pathsOf({ estate: estateOf(), plan: planOf(), rules: { ...rules, vaults } })
  expect(paths).toContain('main/policies/p22-production.hcl')
  expect(paths.filter((path) => path.startsWith('second/'))).toEqual([
    'second/auth/jwt-checklist.md',
    'second/cli/apply.sh',
    'second/terraform/cutover.json',
    'second/terraform/cutover/main.tf',
    'second/terraform/cutover/variables.tf',
    'second/terraform/main.tf',
  ])
})

test('a policy file names its project and environment, a changed file holds what it was', () => {
  const { files } = exportFiles({ estate: estateOf(), plan: planOf(), rules })
  expect(files.find(({ kind }) => kind === 'policy')).toMatchObject({ project: 'shop/api', environment: 'production' })
  expect(files.find(({ path }) => path.endsWith('/.gitlab-ci.yml'))).toMatchObject({ kind: 'ci', before: rootText })
})

test('what is excluded, open, blocked or unused is left out with the reason', () => {
  const variables = [
    mapped({ id: '1', decidedBy: { kind: 'excluded', reason: 'plain', until: null } }),
    mapped({ id: '2', state: 'discovered', target: null, placements: [] }),
    mapped({ id: '3', state: 'blocked', blockers: [{ code: 'star_unanswered', detail: '', evidence: [] }] }),
    mapped({ id: '4', placements: [] }),
  ]
  const plan = planOf({ variables, jobs: [], roles: [], policies: [] })
  expect(
    exportFiles({ estate: estateOf(), plan, rules })
      .leftOut.map(({ reason }) => reason)
      .sort(),
  ).toEqual(['excluded: plain', 'open', 'star_unanswered', 'unused'])
})

test('what is rendered is not left out', () => {
  expect(exportFiles({ estate: estateOf(), plan: planOf(), rules }).leftOut).toEqual([])
})

test('a job whose file cannot be changed leaves its variable out, with the code', () => {
  const estate = estateOf([project({ ci: ciOf(`include: a.yml\n${rootText}`) })])
  const { leftOut, refused, files } = exportFiles({ estate, plan: planOf(), rules })
  expect(leftOut).toEqual([
    {
      level: 'project',
      owner: 'shop/api',
      key: 'DB_PASSWORD',
      environment_scope: 'production',
      reason: 'include_form',
    },
  ])
  expect(refused).toEqual([{ project: 'shop/api', job: 'deploy', reason: 'include_form', line: 1 }])
  expect(files.some(({ kind }) => kind === 'ci')).toBe(false)
})

test('a refused job is a problem on its line of the changed file', () => {
  const other = { ...jobPlan(), job: ciJob({ name: 'scan', definedIn: { file: '.gitlab-ci.yml', line: 10 } }) }
  const ci = ciOf(`${rootText}\nscan:\n  trigger: shop/web\n`)
  const plan = planOf({ jobs: [jobPlan(), other] })
  const { files } = exportFiles({ estate: estateOf([project({ ci })]), plan, rules })
  const root = files.find(({ path }) => path === 'projects/shop/api/.gitlab-ci.yml')
  expect(root?.problems).toHaveLength(1)
  const [problem] = root?.problems ?? []
  expect(root?.text.split('\n')[(problem?.line ?? 0) - 1]).toBe('scan:')
  expect(problem?.text).toMatch(/^scan: A bridge job/)
  expect(files.flatMap(({ problems }) => problems)).toHaveLength(1)
})

test('a policy with a path that Vault would take as a pattern is never written', () => {
  const policies = planOf().policies.map((one) => ({
    ...one,
    paths: one.paths.map((path) => ({ ...path, path: 'secret/*' })),
  }))
  const { files, leftOut } = exportFiles({ estate: estateOf(), plan: planOf({ policies }), rules })
  expect(files.some(({ kind }) => kind === 'policy')).toBe(false)
  expect(leftOut.map(({ reason }) => reason)).toEqual(['path_invalid'])
})

test('the order of the plan does not change one byte', () => {
  const second = { ...role, name: 'a-role' }
  const one = planOf({ roles: [role, second] })
  const two = planOf({ roles: [second, role] })
  expect(exportFiles({ estate: estateOf(), plan: two, rules })).toEqual(
    exportFiles({ estate: estateOf(), plan: one, rules }),
  )
})

const free = { ...rules, tiers: [{ group: 'shop', tier: 'free' as const }] }
const premium = { ...rules, tiers: [{ group: 'shop', tier: 'premium' as const }] }

test('a project on the Free tier gets a script and what to paste, no placement and no merge request', () => {
  const { files, leftOut, manualSteps, waits } = exportFiles({ estate: estateOf(), plan: planOf(), rules: free })
  expect(files.filter(({ kind }) => kind === 'ci')).toEqual([])
  const paths = ['free-tier/shop/api/cutover.sh', 'free-tier/shop/api/snippets.yml']
  expect(files.filter(({ kind }) => kind === 'script-form').map(({ path }) => path)).toEqual(paths)
  expect(manualSteps).toEqual([{ project: 'shop/api', job: 'deploy', reason: 'manual_step', files: paths }])
  expect([leftOut, waits]).toEqual([[], []])
})

test('with Premium there is no script, and where the tier is not declared both forms, and the merge request waits', () => {
  const withPremium = exportFiles({ estate: estateOf(), plan: planOf(), rules: premium })
  expect(withPremium.files.some(({ kind }) => kind === 'script-form')).toBe(false)
  expect([withPremium.manualSteps, withPremium.waits]).toEqual([[], []])
  const unknown = exportFiles({ estate: estateOf(), plan: planOf(), rules })
  expect(new Set(unknown.files.map(({ kind }) => kind))).toContain('ci')
  expect(new Set(unknown.files.map(({ kind }) => kind))).toContain('script-form')
  expect(unknown.waits).toEqual([{ project: 'shop/api', reason: 'tier_unknown' }])
})

test('a dynamic credential is read by a script beside the entries of the job, whatever the tier', () => {
  const lease = { ...placement(), engine: 'database' as const }
  const at = (field: string) => ({ ...lease, target: { ...lease.target, mount: 'database', path: 'creds/app', field } })
  const entries = [
    ...jobPlan().entries,
    { variableId: id, key: 'DB_USER', placement: at('username') },
    { variableId: id, key: '1_PASSWORD', placement: at('password') },
  ]
  const { files, leftOut } = exportFiles({
    estate: estateOf(),
    plan: planOf({ jobs: [jobPlan({ entries })] }),
    rules: premium,
  })
  const stub = files.find(({ path }) => path.endsWith('/.gitlab/cutover.yml'))?.text ?? ''
  expect(stub).toContain('DB_PASSWORD')
  expect(stub).not.toContain('DB_USER')
  const script = files.find(({ path }) => path === 'script-form/shop/api/cutover.sh')
  expect(script?.text).toContain("cutover_get 'database/creds/app'")
  expect(script?.text).not.toContain('secret/data')
  expect(script?.problems.map(({ text }) => text)).toEqual([
    'deploy: no shell can hold a variable named 1_PASSWORD. Rename it.',
  ])
  expect(leftOut.map(({ reason }) => reason)).toEqual(['key_not_exportable'])
})

test('no path leaves the export folder', () => {
  const estate = estateOf([project({ fullPath: 'shop/../../api' })])
  const plan = planOf({ jobs: planOf().jobs.map((one) => ({ ...one, project: 'shop/../../api' })) })
  const vaults = rules.vaults.map((vault) => ({ ...vault, auth_path: '../../etc' }))
  for (const path of pathsOf({ estate, plan, rules: { ...rules, vaults } })) expect(path.split('/')).not.toContain('..')
})
