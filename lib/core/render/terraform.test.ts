// Tests of the Terraform form: with its own formatter where there is one, its own parser, and the table of the provider.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parse } from '@cdktf/hcl2json'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policy, role, rules } from './render-fixture'
import { renderTerraformData, terraformClaims } from './terraform-data'
import { terraformModule, terraformRoot, terraformVariables } from './terraform-module'

/** Attributes that the module may set, as the provider 5.11 has them; those of the resources that it uses. */
const attributes: Record<string, readonly string[]> = {
  vault_policy: ['name', 'policy'],
  vault_jwt_auth_backend: [
    ...['path', 'type', 'description', 'oidc_discovery_url', 'oidc_discovery_ca_pem', 'jwks_url', 'jwks_ca_pem'],
    ...['jwt_validation_pubkeys', 'bound_issuer', 'jwt_supported_algs', 'default_role', 'local', 'disable_remount'],
  ],
  vault_jwt_auth_backend_role: [
    ...['role_name', 'backend', 'role_type', 'user_claim', 'bound_audiences', 'bound_subject', 'bound_claims'],
    ...['bound_claims_type', 'disable_bound_claims_parsing', 'claim_mappings', 'groups_claim', 'clock_skew_leeway'],
    ...[
      'token_policies',
      'token_no_default_policy',
      'token_type',
      'token_ttl',
      'token_max_ttl',
      'token_explicit_max_ttl',
    ],
  ],
  vault_database_secret_backend_role: [
    ...['name', 'backend', 'db_name', 'creation_statements', 'revocation_statements', 'default_ttl', 'max_ttl'],
  ],
  vault_aws_secret_backend_role: [
    ...['name', 'backend', 'credential_type', 'policy_arns', 'policy_document', 'role_arns', 'iam_groups'],
    ...['default_sts_ttl', 'max_sts_ttl'],
  ],
}

const meta = ['for_each', 'count', 'depends_on', 'lifecycle']

type Blocks = Record<string, Record<string, Record<string, unknown>[]>>

async function resourcesOf(text: string): Promise<Blocks> {
  const read: { resource?: Blocks } = await parse('main.tf', text)
  return read.resource ?? {}
}

const main = rules.vaults[0]
if (main === undefined) throw new Error('The fixture declares a vault')

function data(
  change: Partial<Parameters<typeof renderTerraformData>[0]> = {},
): Record<string, Record<string, unknown>> {
  const input = {
    vault: main,
    gitlabUrl: 'https://gitlab.example.com/',
    policies: [policy],
    roles: [role],
    engineRoles: [],
  }
  return JSON.parse(renderTerraformData({ ...input, ...change } as Parameters<typeof renderTerraformData>[0]).text)
}

describe('the module', () => {
  test('holds one resource for each kind, repeated over the data, with attributes that the provider has', async () => {
    const resources = await resourcesOf(terraformModule)
    expect(Object.keys(resources).sort()).toEqual(Object.keys(attributes).sort())
    for (const [kind, named] of Object.entries(resources)) {
      const [body = {}] = Object.values(named).flat()
      expect(Object.keys(named)).toEqual(['this'])
      expect([
        kind,
        Object.keys(body).filter((key) => !meta.includes(key) && !attributes[kind]?.includes(key)),
      ]).toEqual([kind, []])
    }
    expect(Object.keys(resources.vault_jwt_auth_backend_role?.this?.[0] ?? {})).toContain('role_type')
  })

  test('takes each variable from the data file, under its name', async () => {
    const root: { module?: Record<string, Record<string, unknown>[]> } = await parse('main.tf', terraformRoot)
    const declared: { variable?: Record<string, unknown> } = await parse('variables.tf', terraformVariables)
    const given = Object.keys(root.module?.cutover?.[0] ?? {}).filter((key) => key !== 'source')
    expect(given.sort()).toEqual(Object.keys(declared.variable ?? {}).sort())
    for (const name of given.filter((key) => key !== 'public_keys')) expect(data()).toHaveProperty(name)
  })

  test('is formatted as terraform formats', (context) => {
    const tool = ['terraform', 'tofu'].find((name) => spawnSync(name, ['-version']).status === 0)
    if (tool === undefined) context.skip('neither terraform nor tofu is installed')
    const folder = mkdtempSync(path.join(tmpdir(), 'cutover-terraform-'))
    mkdirSync(path.join(folder, 'cutover'))
    writeFileSync(path.join(folder, 'main.tf'), terraformRoot)
    writeFileSync(path.join(folder, 'cutover/main.tf'), terraformModule)
    writeFileSync(path.join(folder, 'cutover/variables.tf'), terraformVariables)
    const done = spawnSync(tool ?? '', ['fmt', '-check', '-recursive', folder])
    rmSync(folder, { recursive: true })
    expect([done.status, done.stdout.toString()]).toEqual([0, ''])
  })
})

test('the data names policy and role, with claims as the provider splits and joins them', () => {
  const claims = { project_id: '22', pipeline_source: ['push', 'api'], ref_protected: 'true' }
  const { roles, policies, auth } = data({ roles: [{ ...role, boundClaims: claims, tokenSeconds: 3600 }] })
  expect(policies?.['p22-production']).toContain('path "secret/data/shop/api/production"')
  expect(auth).toEqual({ path: 'jwt', owned: true, keys: 'discovery', issuer: 'https://gitlab.example.com' })
  expect(roles).toEqual({
    'p22-production': {
      bound_audiences: ['https://vault.example.com'],
      bound_claims: { pipeline_source: 'push,api', project_id: '22', ref_protected: 'true' },
      disable_bound_claims_parsing: false,
      bound_claims_type: 'string',
      token_policies: ['p22-production'],
      token_seconds: 3600,
    },
  })
})

test('a role that the provider cannot say is left out, and said', () => {
  const boundClaims = { environment: 'a,b', pipeline_source: ['push', 'api'] }
  const input = {
    vault: main,
    gitlabUrl: 'https://x',
    policies: [],
    roles: [{ ...role, boundClaims }],
    engineRoles: [],
  }
  const { text, problems } = renderTerraformData(input)
  expect(JSON.parse(text).roles).toEqual({})
  expect(problems).toEqual(['Role p22-production has a list beside a claim with a comma: apply it by its JSON.'])
})

/** Go's `strings.TrimSpace`, for the characters of the test below: a byte-order mark is no space there. */
function trimmed(text: string): string {
  const spaces = [' ', '\t', '\u0085']
  const first = Array.from(text).findIndex((char) => !spaces.includes(char))
  const last = Array.from(text).findLastIndex((char) => !spaces.includes(char))
  return first < 0 ? '' : text.slice(first, last + 1)
}

test('whatever the claims are, the provider sends what is meant and reads back what stands here', () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'b', ',', ' ', '\t', '*', '"', '/', '\u0085', '\ufeff') })
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(value, fc.array(value, { minLength: 1 }))),
      (claims) => {
        const made = terraformClaims(claims)
        if (made === null) return
        for (const [claim, text] of Object.entries(made.bound_claims)) {
          const sent = made.disable_bound_claims_parsing ? [text] : text.split(',').map(trimmed)
          expect(sent).toEqual([claims[claim]].flat())
          expect(sent.join(',')).toBe(text)
        }
      },
    ),
    { numRuns: 2_000 },
  )
})
