// Proposals from name, flags and use: what is proposed, why, and what never is.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applySuggestions } from './apply-suggestions'
import { type ExampleJob, type ExampleVariable, exampleEstate, exampleProject, exampleRules } from './example-estate'
import { readExistingPaths } from './existing-paths'
import { planMigration } from './plan-migration'
import type { RulesFile } from './rules-file'
import { suggestAll } from './suggest-all'
import { suggestFates } from './suggest-fates'

const projects = [
  exampleProject(12, 'shop/api', {
    ci: { state: 'valid', ref: 'main', mergedYaml: '', root: null, included: [], includes: [] },
  }),
  exampleProject(13, 'shop/web'),
]
const jobs: Record<string, ExampleJob[]> = {
  'shop/api': [{ name: 'deploy', environment: 'production' }, { name: 'test' }],
}
const deploy = ['shop/api:deploy']
const plain = { classification: { kind: 'plain' as const, reason: 'Its name ends in URL.' } }

function input(variables: ExampleVariable[], rules: Partial<RulesFile> = {}) {
  const example = exampleEstate(projects, jobs, variables)
  const file = exampleRules(rules)
  return { ...example, rules: file, plan: planMigration({ ...example, rules: file, today: '2026-11-25' }) }
}

const fates = (variables: ExampleVariable[], rules: Partial<RulesFile> = {}) => suggestFates(input(variables, rules))
const all = (variables: ExampleVariable[], rules: Partial<RulesFile> = {}, paths = '') => {
  const made = input(variables, rules)
  return suggestAll(made, readExistingPaths(paths, made.rules.mounts).paths)
}
const edits = (found: ReturnType<typeof all>) =>
  found.map(({ change }) => (change.kind === 'edit' ? change.edit : change.rule))

describe('suggestFates', () => {
  it('proposes to retire what no configuration names, and says which were read', () => {
    const [found] = fates([{ key: 'OLD_TOKEN' }])
    expect(found).toMatchObject({ kind: 'retire', basis: 'use', confidence: 'high' })
    expect(found?.why).toEqual(['No job names it: the CI configuration of 1 project that can see it was read (main)'])
  })

  it('is unsure where a job runs a script that was not read', () => {
    const analysed = { unknown: ['shop/api: job test runs ./x.sh, which was not read'] }
    const [found] = fates([{ key: 'OLD_TOKEN', analysed }])
    expect(found).toMatchObject({ kind: 'retire', confidence: 'low' })
    expect(found?.why.at(-1)).toContain('x.sh')
  })

  it('is less sure where a protected branch was not read', () => {
    const made = input([{ key: 'OLD_TOKEN' }])
    const [project] = made.estate.projects
    if (project) made.estate.projects[0] = { ...project, protectedBranches: ['main', 'release-*'] }
    const [found] = suggestFates(made)
    expect(found).toMatchObject({ kind: 'retire', confidence: 'medium' })
    expect(found?.why.at(-1)).toBe('But shop/api: release-* was not read')
  })

  it('never proposes to retire what is used, or what is not known to be unused', () => {
    const unknown = { uses: null, unknown: ['shop/web: CI configuration was not read (forbidden)'] }
    const kinds = fates([
      { key: 'A_TOKEN', analysed: unknown },
      { key: 'B_TOKEN', readers: deploy },
    ]).map((one) => one.kind)
    expect(kinds).toEqual(['map'])
  })

  it.each([
    ['AWS_SECRET_ACCESS_KEY', 'aws_oidc', 'high'],
    ['GOOGLE_APPLICATION_CREDENTIALS', 'gcp_oidc', 'high'],
    ['ARM_CLIENT_SECRET', 'azure_oidc', 'high'],
    ['DB_PASSWORD', 'database_engine', 'medium'],
    ['PGPASSWORD', 'database_engine', 'medium'],
    ['NPM_TOKEN', 'short_lived_token', 'medium'],
    ['GITLAB_API_TOKEN', 'job_token', 'medium'],
    ['DEPLOY_TOKEN', 'job_token', 'low'],
    ['VAULT_TOKEN', 'id_token', 'high'],
  ])('proposes for %s: %s', (key, expected, confidence) => {
    const [found] = fates([{ key, readers: deploy }])
    expect(found).toMatchObject({ kind: 'replace', confidence, change: { edit: { with: expected } } })
    expect(found?.why.join('')).not.toBe('')
  })

  it('prefers an engine whose mount is declared, and takes the user along with the password', () => {
    const mounts: RulesFile['mounts'] = [
      { vault: 'main', path: 'db', engine: 'database' },
      { vault: 'main', path: 'aws', engine: 'aws' },
    ]
    const variables = ['DB_PASSWORD', 'DB_USER', 'AWS_ACCESS_KEY_ID'].map((key) => ({ key, readers: deploy }))
    expect(edits(fates(variables, { mounts }))).toMatchObject([
      { with: 'database_engine' },
      { with: 'database_engine' },
      { with: 'aws_engine' },
    ])
    expect(fates([{ key: 'DB_USER', readers: deploy, analysed: plain }])[0]?.kind).toBe('exclude')
  })

  it('is sure of the job’s own token where a line uses GitLab’s own registry', () => {
    const made = input([{ key: 'REGISTRY_PASSWORD', readers: deploy }])
    for (const consumer of made.analysis.variables[0]?.consumers ?? []) {
      consumer.evidence = [
        { file: 'ci.yml', line: 3, text: 'docker login "$CI_REGISTRY" -p "$REGISTRY_PASSWORD"', merged: false },
      ]
    }
    expect(suggestFates(made)[0]).toMatchObject({ confidence: 'high', change: { edit: { with: 'job_token' } } })
  })

  it('proposes to exclude plain configuration, surely where GitLab itself reads it, unsurely where it is masked', () => {
    const blockers = [{ code: 'used_in_rules' as const, detail: 'Line 3', evidence: [] }]
    const found = fates([
      { key: 'API_URL', readers: deploy, masked: false, analysed: plain },
      { key: 'B_URL', readers: deploy, masked: false, analysed: { ...plain, blockers } },
      { key: 'C_URL', readers: deploy, masked: true, analysed: plain },
    ])
    expect(found.map((one) => [one.kind, one.confidence])).toEqual([
      ['exclude', 'medium'],
      ['exclude', 'high'],
      ['exclude', 'low'],
    ])
  })

  it('leaves alone what a person decided', () => {
    const own = { level: 'project' as const, owner: 'shop/api', key: 'OLD_TOKEN', scope: '*' }
    expect(fates([{ key: 'OLD_TOKEN' }], { choices: [{ ...own, target: { path: 'a' } }] })).toEqual([])
    expect(fates([{ key: 'OLD_TOKEN' }], { excluded: [{ ...own, reason: 'plain' }] })).toEqual([])
    expect(fates([{ key: 'OLD_TOKEN' }], { fates: [{ ...own, fate: 'retire', reason: 'old' }] })).toEqual([])
  })
})

describe('suggested mappings', () => {
  it('reads the environment out of a name that has a counterpart', () => {
    const found = all([
      { key: 'PROD_PIN_SECRET', readers: deploy },
      { key: 'DEV_PIN_SECRET', readers: deploy },
    ])
    const scheme = found.filter((one) => one.basis === 'scheme')
    expect(edits(scheme)).toEqual([
      { kind: 'target', target: { path: '{project_path}/development/{protected}', field: 'PIN_SECRET' } },
      { kind: 'target', target: { path: '{project_path}/production/{protected}', field: 'PIN_SECRET' } },
    ])
    expect(scheme.every((one) => one.confidence === 'high')).toBe(true)
    expect(all([{ key: 'TEST_SECRET', readers: deploy }]).map((one) => one.basis)).toEqual(['name'])
  })

  it('gives a variable what two neighbours of its owner have, and a whole group a rule', () => {
    const rules = [{ match: { key: 'A_*' }, target: { path: 'apps/{project_path}' } }]
    const decided = ['A_ONE', 'A_TWO'].map((key) => ({ key, readers: deploy }))
    const found = all([...decided, { key: 'B_SECRET', readers: deploy }], { rules })
    expect(edits(found)).toEqual([{ kind: 'target', target: rules[0]?.target }])
    const two = all([...decided, { key: 'B_SECRET', readers: deploy }, { key: 'C_SECRET', readers: deploy }], { rules })
    expect(edits(two)).toEqual([{ match: { level: 'project', group: 'shop' }, target: rules[0]?.target }])
    expect(two[0]?.variables).toHaveLength(2)
  })

  it('finds the path that Vault holds today, and names two that fit alike', () => {
    const one = all(
      [{ key: 'PIN_SECRET', readers: deploy }],
      {},
      'kv/shop/api/production#pin-secret\nkv/other/x#pin_secret',
    )
    expect(edits(one)).toEqual([
      { kind: 'target', target: { vault: 'main', mount: 'kv', path: 'shop/api/production', field: 'pin-secret' } },
    ])
    const tie = all([{ key: 'PIN_SECRET', readers: deploy }], {}, 'kv/shop/api/a#PIN_SECRET\nkv/shop/api/b#PIN_SECRET')
    expect(tie[0]).toMatchObject({ basis: 'layout', confidence: 'low' })
    expect(tie[0]?.why.at(-1)).toContain('kv/shop/api/b#PIN_SECRET')
    const other = all(
      [{ key: 'PIN_SECRET', environmentScope: 'staging', readers: deploy }],
      {},
      'kv/shop/api/prod#PIN_SECRET',
    )
    expect(other.map((found) => found.basis)).toEqual(['name'])
  })
})

describe('accepting', () => {
  const key = fc.constantFrom(
    'OLD',
    'PROD_PIN',
    'DEV_PIN',
    'DB_PASSWORD',
    'API_URL',
    'AWS_SECRET_ACCESS_KEY',
    'X_TOKEN',
  )
  const variable = fc.record({
    key,
    environmentScope: fc.constantFrom('*', 'production'),
    masked: fc.boolean(),
    readers: fc.constantFrom([], deploy),
    owner: fc.constantFrom('shop/api', 'shop/web'),
  })
  const several = fc.uniqueArray(variable, { selector: (one) => `${one.owner} ${one.key} ${one.environmentScope}` })
  const rules = fc.constantFrom<Partial<RulesFile>>(
    {},
    { rules: [{ match: { key: '*_P*' }, target: { path: 'a/{key}' } }] },
  )

  it('decides every proposed variable once, and leaves everybody else as they were', () => {
    fc.assert(
      fc.property(several, rules, (variables, file) => {
        const made = input(variables, file)
        const found = suggestAll(made, [])
        const accepted = applySuggestions(made.rules, found)
        const after = planMigration({ ...made, rules: accepted.rules, today: '2026-11-25' })
        const about = new Set(found.flatMap((one) => one.variables))
        for (const [at, before] of made.plan.variables.entries()) {
          const now = after.variables[at]
          if (!about.has(before.id)) expect(now?.decidedBy).toEqual(before.decidedBy)
          else expect(now?.decidedBy.kind).not.toBe('nothing')
        }
        const retired = after.variables.filter((one) => one.decidedBy.kind === 'retire')
        expect(retired.map((one) => one.state)).toEqual(retired.map(() => 'retired'))
      }),
    )
  })

  it('proposes the same for the same plan, each with an id of its own and a reason', () => {
    fc.assert(
      fc.property(several, rules, (variables, file) => {
        const found = suggestAll(input(variables, file), [])
        expect(suggestAll(input(variables, file), [])).toEqual(found)
        expect(new Set(found.map((one) => one.id)).size).toBe(found.length)
        for (const one of found) expect(one.why.length).toBeGreaterThan(0)
      }),
    )
  })

  it('keeps the surer of two that contradict, and gives the other back', () => {
    const made = input([
      { key: 'PROD_DB_PASSWORD', readers: deploy },
      { key: 'DEV_DB_PASSWORD', readers: deploy },
    ])
    const found = suggestAll(made, [])
    expect(found.map((one) => one.kind)).toEqual(['map', 'map', 'replace', 'replace'])
    const { rules: after, contradicted } = applySuggestions(made.rules, found)
    expect(contradicted.map((one) => one.kind)).toEqual(['replace', 'replace'])
    expect(after.fates).toEqual([])
    expect(after.choices).toHaveLength(2)
  })
})
