import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { driftExample, readBack } from './drift-example'
import { existingFindings, existingRoles } from './drift-existing'
import { existingPolicies } from './drift-existing-policies'

const { vault, reading, input } = driftExample()
const model = accessModel(accessExample())
const planned = 'cutover-12-production-protected'
const plannedBody = () => {
  const asked = reading().live.roles[planned]
  if (!asked?.known || asked.value === null) throw new Error('the role is read')
  return asked.value
}

function existing(name: string, body: JsonObject, policies: Record<string, string> = {}) {
  const read = reading()
  read.live.roles[name] = { known: true, value: readBack(body, 1) }
  for (const [policy, text] of Object.entries(policies)) read.live.policies[policy] = { known: true, value: text }
  const found = existingRoles(model, vault, read.live, input.flavour).find((role) => role.name === name)
  if (found === undefined) throw new Error('the role is found')
  return found
}

const open = { role_type: 'jwt', user_claim: 'sub', bound_audiences: [vault.audience], token_policies: ['all'] }

describe('existingRoles', () => {
  it('leaves out what the plan has', () => {
    expect(existingRoles(model, vault, reading().live, input.flavour)).toEqual([])
  })

  it('tells a role with only an audience: every project gets in, and reads what production reads', () => {
    const role = existing('legacy', open, { all: 'path "*" { capabilities = ["read"] }' })
    expect(role.reach?.projects).toBe(2)
    expect(role.reach?.people).toBeNull()
    expect(role.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['audience_only', 'unbounded_clients']),
    )
    expect(role.readsProduction).toBe(true)
    expect(role.reads.length).toBeGreaterThan(1)
    expect(role.adoption).toMatchObject({ planned: null, reasons: ['It does not bind project_id to single projects'] })
    expect(existingFindings([role])).toMatchObject([
      { code: 'existing_role_reads_production', kind: 'role', name: 'legacy', want: null, got: { projects: 2 } },
    ])
  })

  it('counts who may push in all projects that it lets in, where that was read of each', () => {
    const read = reading()
    read.live.roles.legacy = { known: true, value: readBack(open, 1) }
    const people = {
      members: [1, 2, 3].map((id) => ({ id, level: 30 })),
      branches: [{ name: 'main', level: 40, people: [9], others: false }],
      tags: [],
    }
    const histories = model.estate.projects.map(({ fullPath: project }) => ({ project, people }))
    const counted = (known: typeof histories) =>
      existingRoles(model, vault, read.live, input.flavour, known).find(({ name }) => name === 'legacy')?.reach?.people
    expect(counted(histories)).toBe(4)
    expect(counted(histories.slice(1))).toBeNull()
  })

  it('says that a role lets in no project, where its claims fit none', () => {
    const nobody = { ...open, bound_claims: { project_id: '987654' } }
    const role = existing('nobody', nobody, { all: 'path "*" { capabilities = ["read"] }' })
    expect(role.reach?.projects).toBe(0)
    expect(existingFindings([role]).map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^A role that no plan has may read \d+ paths of the plan, but lets in no scanned project now$/,
      ),
    ])
  })

  it('says nothing of a role that reads nothing of the plan', () => {
    const role = existing('other', open, { all: 'path "secret/data/other" { capabilities = ["read"] }' })
    expect(existingFindings([role])).toEqual([])
  })

  it('says what is unknown where a policy could not be read', () => {
    const role = existing('other', open)
    expect(role.unread).toEqual(['all'])
    expect(role.reads).toEqual([])
  })

  it('offers a role with the same reads and the same or more bound claims', () => {
    const body = plannedBody()
    const claims = body.bound_claims as JsonObject
    const same = existing('ci-12-production', body)
    expect(same.adoption).toEqual({ planned, project: 'shop/api', reasons: [] })
    const stricter = existing('ci-12-main', {
      ...body,
      bound_claims: { ...claims, pipeline_source: 'push', ref: 'main' },
    })
    expect(stricter.adoption.reasons).toEqual([])
  })

  it('gives every reason why another one cannot be used', () => {
    const body = plannedBody()
    const { ref_protected, ...claims } = body.bound_claims as JsonObject
    const role = existing(
      'wide',
      {
        ...body,
        bound_audiences: ['other'],
        bound_claims: { ...claims, pipeline_source: ['push', 'merge_request_event'] },
        token_policies: ['wide'],
      },
      { wide: 'path "secret/*" { capabilities = ["read", "list"] }' },
    )
    expect(role.adoption.reasons).toEqual([
      `It does not take the audience ${vault.audience}`,
      'It takes other audiences too',
      'It binds pipeline_source to "merge_request_event"',
      'It does not bind ref_protected',
      expect.stringMatching(/^It does not read /),
      'It also grants secret/* (list, read)',
    ])
  })

  it('does not take a glob for the name that it holds', () => {
    const body = plannedBody()
    const claims = body.bound_claims as JsonObject
    const role = existing('glob', {
      ...body,
      bound_claims_type: 'glob',
      bound_claims: { ...claims, environment: 'prod*' },
    })
    expect(role.adoption.reasons).toEqual(['It binds environment to "prod*"'])
  })

  it('keeps a role that could not be read as unknown', () => {
    const read = reading()
    read.live.roles.hidden = { known: false, why: 'permission_denied' }
    expect(existingRoles(model, vault, read.live, input.flavour)).toMatchObject([
      { name: 'hidden', reach: null, why: 'permission_denied' },
    ])
  })
})

describe('existingPolicies', () => {
  it('finds a policy under another name that grants the same, while the planned one is not live', () => {
    const read = reading()
    const asked = read.live.policies[planned]
    read.live.policies['api-read'] =
      asked?.known && asked.value ? { known: true, value: `# theirs\n${asked.value}` } : { known: true, value: null }
    expect(existingPolicies(model, vault, read.live, input.flavour)).toEqual([])
    read.live.policies[planned] = { known: true, value: null }
    expect(existingPolicies(model, vault, read.live, input.flavour)).toEqual([
      { vault: vault.name, existing: 'api-read', planned, project: 'shop/api', paths: 1 },
    ])
    read.live.policies['api-read'] = { known: true, value: 'path "secret/*" { capabilities = ["read"] }' }
    expect(existingPolicies(model, vault, read.live, input.flavour)).toEqual([])
  })
})
