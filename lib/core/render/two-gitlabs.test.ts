// Two GitLabs with a project of the same path and number: each logs in to its own auth mount, and neither at the other's.
import { describe, expect, it } from 'vitest'
import type { Estate } from '@/lib/core/inventory/estate'
import { exampleEstate, exampleProject, exampleRules } from '@/lib/core/mapping/example-estate'
import { accessModel } from './access-model'
import { explainAccess } from './explain-access'
import { exportFiles } from './export-files'
import { makePlan } from './make-plan'

const today = '2026-11-25'
const paths = ['shop/api', 'ops:shop/api']
const example = exampleEstate(
  paths.map((path) => exampleProject(12, path)),
  Object.fromEntries(paths.map((path) => [path, [{ name: 'deploy' }]])),
  paths.map((owner) => ({ key: 'TOKEN', owner })),
)
for (const [at, variable] of example.analysis.variables.entries()) {
  const project = paths[at] ?? ''
  variable.uses = 1
  variable.consumers = [
    {
      variableId: variable.id,
      project,
      job: 'deploy',
      environment: { kind: 'none' },
      kinds: ['script'],
      confidence: 'certain',
      evidence: [],
    },
  ]
}
const estate: Estate = {
  ...example.estate,
  instances: [{ name: 'ops', url: 'https://git.ops.example.com', version: '18.0.0', enterprise: true }],
}
const [main] = exampleRules().vaults
const address = main?.address ?? ''
const rules = exampleRules({
  vaults: [
    { name: 'main', address, audience: address, auth_path: 'jwt', owned: true, keys: 'discovery' },
    { name: 'ops', address, audience: address, auth_path: 'jwt-ops', owned: true, keys: 'discovery', gitlab: 'ops' },
  ],
  mounts: ['main', 'ops'].map((vault) => ({ vault, path: 'kv', engine: 'kv-v2' as const })),
  tiers: paths.map((path) => ({ group: path.split('/')[0] ?? '', tier: 'premium' as const })),
  rules: [{ match: {}, target: {} }],
})
const plan = makePlan({ ...example, estate, rules, today })

describe('two GitLabs', () => {
  it('gives each variable a vault that trusts its GitLab, and a path and role of its own there', () => {
    expect(plan.variables.map(({ state, target }) => [state, target?.vault, target?.path])).toEqual([
      ['mapped', 'main', 'shop/api/any/open'],
      ['mapped', 'ops', 'ops/shop/api/any/open'],
    ])
    expect(plan.roles.map(({ vault, name, boundClaims }) => [vault, name, boundClaims.project_id])).toEqual([
      ['main', 'cutover-12-any-open', '12'],
      ['ops', 'cutover-ops-12-any-open', '12'],
    ])
  })

  it('names the issuer of each in the configuration of its auth mount', () => {
    const { files } = exportFiles({ estate, plan, rules })
    const issuers = files.flatMap(({ kind, path, text }) =>
      kind === 'auth' && path.endsWith('.json') ? [[path.split('/')[0], JSON.parse(text).bound_issuer]] : [],
    )
    expect(issuers).toEqual([
      ['main', 'https://gitlab.example.com'],
      ['ops', 'https://git.ops.example.com'],
    ])
  })

  it('lets a job log in with the token of its own GitLab only, which names the path as that GitLab does', () => {
    for (const [project, own] of [
      ['shop/api', 'main'],
      ['ops:shop/api', 'ops'],
    ] as const) {
      const question = { project, trigger: 'protected-push', ref: null, environment: null } as const
      const answer = explainAccess({ ...example, estate, plan, rules, ...question })
      expect(answer?.claims.project_path).toBe('shop/api')
      expect(answer?.logins.filter(({ allowed }) => allowed).map(({ vault }) => vault)).toEqual([own])
    }
    expect(accessModel({ estate, plan, rules }).mounts.map(({ config }) => config?.boundIssuer)).toEqual([
      'https://gitlab.example.com',
      'https://git.ops.example.com',
    ])
  })

  it('blocks what a rule maps to the vault of the other GitLab', () => {
    const wrong = { ...rules, rules: [{ match: {}, target: { vault: 'main' } }] }
    const { variables } = makePlan({ ...example, estate, rules: wrong, today })
    expect(variables.map(({ blockers }) => blockers.map(({ code }) => code))).toEqual([[], ['vault_other_gitlab']])
  })
})
