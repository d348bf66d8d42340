import { describe, expect, it } from 'vitest'
import type { JsonObject } from './decode-field'
import { evaluateRoleWrite } from './evaluate-role-write'
import { type Flavour, flavourOf } from './flavour'
import { lint } from './lint'
import type { LintFacts, LintProject } from './lint-facts'
import { evaluatePolicyWrite } from './policy/evaluate-policy-write'
import type { PolicyRule } from './policy/parse-policy'

const project = (id: number, fullPath: string, pushers: number[] | null = [id, 1]): LintProject => ({
  id,
  fullPath,
  groupPath: fullPath.split('/').slice(0, -1).join('/'),
  ciConfigPath: '.gitlab-ci.yml',
  pushers,
})

const facts: LintFacts = {
  gitlabUrl: 'https://g',
  projects: [project(22, 'grp/app'), project(23, 'grp/other'), project(24, 'grp-evil/app')],
  production: true,
  environment: { name: 'production', protected: true },
  jobs: [{ name: 'deploy', hasEnvironment: true }],
  mergeRequestPipelinesProtected: null,
  pipelineVariablesFrom: 'no_one_allowed',
  variablesAbove: [],
  leaseSeconds: null,
  paths: ['secret/data/app'],
  mergeRequestPaths: [],
}

const safe: JsonObject = {
  role_type: 'jwt',
  user_claim: 'project_id',
  bound_audiences: 'v',
  bound_claims: {
    project_id: '22',
    ref_protected: 'true',
    pipeline_source: ['push', 'web'],
    environment: 'production',
    environment_action: 'start',
  },
  claim_mappings: { user_login: 'who', project_id: 'project_id' },
  token_policies: 'app',
}

function flavour(text: string): Flavour {
  const found = flavourOf(text)
  if (!found) throw new Error(text)
  return found
}

function findings(
  role: JsonObject,
  change: { facts?: Partial<LintFacts>; policy?: string; config?: object; flavour?: string } = {},
) {
  const by = flavour(change.flavour ?? 'openbao 2.4.0')
  const written = evaluateRoleWrite({ ...safe, ...role }, 'app', by)
  if (!written.allowed) throw new Error(written.errors[0])
  const text = change.policy ?? 'path "secret/data/app" { capabilities = ["read"] }'
  const policy = evaluatePolicyWrite('app', text, by, 0)
  if (!policy.allowed) throw new Error(policy.errors[0])
  const policies = new Map<string, PolicyRule[]>([['app', policy.written.rules]])
  const config = { boundIssuer: 'https://g', defaultRole: '', supportedAlgorithms: [], ...change.config }
  return lint(written.written, config, policies, { ...facts, ...change.facts }, by)
}

const codes = (...args: Parameters<typeof findings>) => findings(...args).map(({ code }) => code)

const bound = (change: JsonObject): JsonObject => ({
  bound_claims: Object.fromEntries(
    Object.entries({ ...(safe.bound_claims as JsonObject), ...change }).filter(([, value]) => value !== null),
  ),
})

describe('lint', () => {
  it('finds nothing in a role that binds project, protected ref, source, environment and action', () => {
    expect(codes({})).toEqual([])
  })

  it('says how far a role by audience alone lets in', () => {
    const [finding] = findings({ bound_claims: {} })
    expect(finding).toMatchObject({ code: 'audience_only', reach: { projects: 3, people: 4 } })
    expect(finding?.reach.triggers).toHaveLength(10)
    expect(
      findings({ bound_claims: {} }, { facts: { projects: [project(1, 'a/b', null)] } })[0]?.reach.people,
    ).toBeNull()
  })

  it('counts the projects that a glob on the path lets in beside the own ones', () => {
    const role = { bound_claims_type: 'glob', ...bound({ project_id: null, project_path: 'grp*' }) }
    expect(findings(role)).toMatchObject([{ code: 'glob_on_path', reach: { projects: 3 } }])
  })

  it('wants a project bound', () => {
    expect(findings(bound({ project_id: null }))).toMatchObject([{ code: 'project_not_bound', reach: { projects: 3 } }])
  })

  it('sees truths and numbers that GitLab sends as texts', () => {
    expect(codes(bound({ ref_protected: true }))).toEqual(['not_a_text'])
    expect(codes(bound({ runner_id: 1 }))).toEqual([])
  })

  it('sees merge requests between protected branches pass', () => {
    expect(codes(bound({ pipeline_source: null }))).toEqual(['merge_request_passes'])
    expect(codes(bound({ pipeline_source: null }), { facts: { mergeRequestPipelinesProtected: false } })).toEqual([])
  })

  it('wants the action bound where the environment is protected', () => {
    expect(codes(bound({ environment_action: null }))).toEqual(['environment_action_not_bound'])
  })

  it('names jobs without the environment that the role binds', () => {
    const jobs = [{ name: 'test', hasEnvironment: false }]
    expect(findings({}, { facts: { jobs } })).toMatchObject([
      { code: 'environment_missing_in_job', text: expect.stringContaining('test has no environment') },
    ])
  })

  it.each([
    ['job_id', 'unbounded_clients'],
    ['user_email', 'clients_by_person'],
  ])('counts clients by %s: %s', (claim, code) => {
    expect(codes({ user_claim: claim })).toEqual([code])
  })

  it('misses the person in the audit log', () => {
    expect(codes({ claim_mappings: {} })).toEqual(['audit_without_person'])
  })

  it('compares the life of tokens with that of leases', () => {
    expect(codes({ token_ttl: 300 }, { facts: { leaseSeconds: 3600 } })).toEqual(['ttl_shorter_than_lease'])
    expect(codes({ token_ttl: 3600 }, { facts: { leaseSeconds: 3600 } })).toEqual([])
  })

  it('knows which templates others can steer, and which are never filled', () => {
    const policy = (name: string) =>
      `path "secret/data/{{identity.entity.aliases.auth_jwt_1.metadata.${name}}}" { capabilities = ["read"] }`
    const mapped = (source: string) => ({ claim_mappings: { user_login: 'who', [source]: 'x' } })
    expect(codes({}, { policy: policy('project_id') })).toEqual([])
    expect(codes(mapped('ref'), { policy: policy('x') })).toEqual(['template_not_fixed_by_user_claim'])
    expect(codes({}, { policy: policy('nope') })).toEqual(['template_never_filled'])
    const path = { policy: policy('x'), flavour: 'openbao 2.6.0' }
    expect(codes(mapped('project_path'), path)).toEqual(['template_value_with_slash'])
  })

  it('sees a path that merge requests read too', () => {
    expect(codes({}, { facts: { mergeRequestPaths: ['secret/data/app'] } })).toEqual(['path_read_by_merge_request'])
    expect(codes({}, { facts: { mergeRequestPaths: ['secret/data/else'] } })).toEqual([])
  })

  it('looks at the mount', () => {
    expect(codes({}, { config: { boundIssuer: '', defaultRole: 'app' } })).toEqual(['issuer_not_bound', 'default_role'])
  })

  it('says who can send the login elsewhere', () => {
    expect(
      findings({}, { facts: { pipelineVariablesFrom: 'developer', variablesAbove: ['VAULT_ADDR', 'X'] } }),
    ).toMatchObject([
      { code: 'redirected_login', text: expect.stringContaining('Every developer') },
      { code: 'vault_variable_above', field: 'VAULT_ADDR' },
    ])
    expect(codes({}, { facts: { pipelineVariablesFrom: null } })).toEqual(['redirected_login'])
  })
})
