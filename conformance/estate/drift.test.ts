// The rendered estate on a real server, read back by Cutover's own reader: all the same, and exactly what was edited by hand differs.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { existingRoles } from '@/lib/core/render/drift-existing'
import type { DriftItem } from '@/lib/core/render/drift-item'
import { vaultDrift } from '@/lib/core/render/drift-vault'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { Secret } from '@/lib/secret'
import { wantedOfVault } from '@/lib/services/wanted-of-vault'
import { readVault } from '@/lib/vault/read-vault'
import { type PreparedEstate, prepareEstate } from './prepare-estate'

let prepared: PreparedEstate | null = null
let noServer = ''

beforeAll(async () => {
  const estate = await prepareEstate((line) => process.stderr.write(`${line}\n`))
  if ('skip' in estate) noServer = estate.skip
  else prepared = estate
}, 900_000)

afterAll(async () => {
  await prepared?.close()
})

/** Where CI=true nothing may be left out. */
function leaveOut(context: TestContext): never {
  expect(process.env.CI, 'Where CI=true nothing is left out').not.toBe('true')
  return context.skip(noServer)
}

async function reading({ server, planned }: PreparedEstate): Promise<VaultReading> {
  const [vault] = planned.rules.vaults
  if (vault === undefined) throw new Error('The estate declares a vault')
  const { address, namespace } = server.place
  const settings = {
    name: null,
    address,
    namespace,
    credential: { kind: 'token', token: new Secret(server.token) } as const,
    ca: null,
  }
  const read = await readVault(settings, wantedOfVault(vault, planned.rules, planned.plan), null)
  return { vault: vault.name, address, namespace: namespace ?? '', ...read, unknownSince: null }
}

async function drift(estate: PreparedEstate): Promise<DriftItem[]> {
  const { plan, rules, estate: found } = estate.planned
  const [vault] = rules.vaults
  if (vault === undefined) throw new Error('The estate declares a vault')
  const input = { plan, rules, gitlabUrl: found.gitlab.url, flavour: estate.model.flavour }
  return vaultDrift(input, vault, await reading(estate)).items
}

const notSame = (items: DriftItem[]) =>
  items
    .filter(({ status }) => status !== 'same')
    .map(({ kind, name, status, fields }) => [status, kind, name, ...fields.map(({ field }) => field)].join(' '))

describe('the demo estate, written and read back', () => {
  it('is the same in every part: auth method, mounts, roles, policies, paths and their fields', {
    timeout: 300_000,
  }, async (context) => {
    if (prepared === null) return leaveOut(context)
    const items = await drift(prepared)
    expect(notSame(items)).toEqual([])
    const count = (kind: string) => items.filter((item) => item.kind === kind).length
    expect([count('role'), count('policy')]).toEqual([prepared.applied.roles, prepared.applied.policies])
    expect(count('path')).toBeGreaterThan(0)
    process.stderr.write(`The same as planned on ${prepared.flavour}: ${items.length} things.\n`)
  })

  it('shows a role, a policy and a path that were changed by hand, a role and a policy that are gone, and a strange role', {
    timeout: 300_000,
  }, async (context) => {
    if (prepared === null) return leaveOut(context)
    const { server, planned, model } = prepared
    const [vault] = planned.rules.vaults
    const [edited, deleted] = planned.plan.roles
    const [policy] = planned.plan.policies
    if (vault === undefined || edited === undefined || deleted === undefined || policy === undefined) {
      throw new Error('The estate has two roles and a policy')
    }
    const role = (name: string) => `auth/${vault.auth_path}/role/${name}`
    const bound = { ...edited.boundClaims, project_id: ['1', '2'] }
    const whole = { role_type: 'jwt', bound_claims_type: edited.boundClaimsType }
    await server.make(role(edited.name), { ...whole, bound_claims: bound, token_ttl: '10m', token_max_ttl: 600 })
    await server.must('DELETE', role(deleted.name))
    await server.make(`sys/policies/acl/${policy.name}`, { policy: 'path "secret/*" { capabilities = ["read"] }' })
    const strange = { ...whole, user_claim: 'sub', bound_audiences: vault.audience, token_policies: policy.name }
    await server.make(role('strange'), strange)
    const items = await drift(prepared)
    expect(notSame(items)).toEqual([
      ...[edited, deleted]
        .map((one) => one.name)
        .sort()
        .map((name) =>
          name === deleted.name
            ? `missing role ${name}`
            : `differs role ${name} token_ttl token_max_ttl bound_claims.project_id`,
        ),
      `differs policy ${policy.name} ${[...policy.paths.map(({ path }) => path), 'secret/*'].sort().join(' ')}`,
      'unplanned role strange',
    ])
    const live = (await reading(prepared)).live
    if (live === null) throw new Error('The server is read')
    const [found] = existingRoles(model, vault, live, model.flavour)
    expect(found).toMatchObject({ name: 'strange', why: null, reach: { projects: planned.estate.projects.length } })
    expect(found?.findings.map(({ code }) => code)).toContain('audience_only')
  })
})
