import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { flavourOf } from '@/lib/core/trust/flavour'
import { accessExample } from './access-example'
import { bodyOf } from './access-mounts'
import { driftExample, readBack } from './drift-example'
import type { DriftItem } from './drift-item'
import { roleDrift } from './drift-role'
import { vaultDrift } from './drift-vault'
import { rules as plain, role } from './render-fixture'
import { renderRole } from './role-json'

const flavour = flavourOf('openbao 2.4.0')
if (flavour === null) throw new Error('the flavour is known')
const { input, vault, reading } = driftExample()

const of = (change: (live: NonNullable<ReturnType<typeof reading>['live']>) => void, of = input): DriftItem[] => {
  const read = reading()
  if (read.live) change(read.live)
  return vaultDrift(of, vault, read).items
}
const notSame = (items: DriftItem[]) =>
  items.filter(({ status }) => status !== 'same').map(({ kind, name, status }) => `${kind} ${name} ${status}`)
const production = input.plan.roles.find((one) => one.production)?.name ?? ''

describe('vaultDrift', () => {
  it('finds everything the same where all that is rendered was written', () => {
    const { items } = vaultDrift(input, vault, reading())
    expect(notSame(items)).toEqual([])
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['auth', 'mount', 'role', 'policy', 'path']))
  })

  it('tells a role that was edited by hand, claim by claim, with the line that wants it', () => {
    const items = of((live) => {
      const asked = live.roles[production]
      if (!asked?.known || !asked.value) throw new Error('the role is read')
      const { ref_protected, ...rest } = asked.value.bound_claims as JsonObject
      asked.value = {
        ...asked.value,
        bound_claims: { ...rest, pipeline_source: ['push', 'merge_request_event'] },
        token_ttl: 900,
      }
    })
    expect(notSame(items)).toEqual([`role ${production} differs`])
    const fields = items.find(({ name, kind }) => kind === 'role' && name === production)?.fields ?? []
    expect(fields).toMatchObject([
      { field: 'token_ttl', want: 300, got: 900 },
      { field: 'bound_claims.pipeline_source', got: ['merge_request_event', 'push'] },
      { field: 'bound_claims.ref_protected', want: 'true', got: null },
    ])
    for (const { at } of fields)
      expect(at).toMatchObject({ file: `roles/${production}.json`, line: expect.any(Number) })
  })

  it('tells a boolean from the text of the same letters', () => {
    const [field] = roleDrift(
      { bound_claims: { ref_protected: 'true' } },
      { bound_claims: { ref_protected: true } },
      null,
    )
    expect(field).toEqual({ field: 'bound_claims.ref_protected', want: 'true', got: true, at: null })
  })

  it('tells what is missing only where it was asked and is not there', () => {
    const gone = of((live) => {
      live.roles[production] = { known: true, value: null }
      live.policies[production] = { known: false, why: 'permission_denied' }
    })
    expect(notSame(gone)).toEqual([`role ${production} missing`, `policy ${production} unknown`])
    expect(gone.find(({ status }) => status === 'unknown')?.why).toBe('permission_denied')
  })

  it('takes all roles to be missing where the auth mount is known not to be there', () => {
    const items = of((live) => {
      live.authMounts = { known: true, value: [] }
      live.roles = {}
    })
    expect(items.filter(({ kind }) => kind === 'role').every(({ status }) => status === 'missing')).toBe(true)
    expect(items.find(({ kind }) => kind === 'auth')?.status).toBe('missing')
  })

  it('calls nothing missing while the server does not answer: all is unknown since then, as it last was', () => {
    const read = reading()
    const drift = vaultDrift(input, vault, {
      ...read,
      unknownSince: '2026-03-01T10:00:00.000Z',
      check: { ...read.check, problem: 'unreachable' },
    })
    expect(drift).toMatchObject({ why: 'unreachable', since: '2026-03-01T10:00:00.000Z' })
    for (const item of drift.items)
      expect(item).toMatchObject({ status: 'unknown', why: 'unreachable', since: drift.since, last: 'same' })
  })

  it('says that nothing is connected where there is no reading', () => {
    const drift = vaultDrift(input, vault, null)
    expect(drift.why).toBe('not_connected')
    expect(drift.items.length).toBeGreaterThan(3)
    expect(drift.items.every(({ status, why }) => status === 'unknown' && why === 'not_connected')).toBe(true)
  })

  it('compares policies by what they grant, not by how they are written', () => {
    const items = of((live) => {
      const asked = live.policies[production]
      if (!asked?.known || asked.value === null) throw new Error('the policy is read')
      const path = /path ("[^"]+")/.exec(asked.value)?.[1] ?? ''
      asked.value = `{"path": {${path}: {"policy": "", "capabilities": ["read"]}}}`
    })
    expect(notSame(items)).toEqual([])
  })

  it('tells a path of a policy that grants more, and one that is new, with both texts', () => {
    const items = of((live) => {
      const asked = live.policies[production]
      if (!asked?.known || asked.value === null) throw new Error('the policy is read')
      asked.value = `${asked.value.replace('["read"]', '["read", "list"]')}\npath "secret/*" { capabilities = ["read"] }`
    })
    const [found] = items.filter(({ status }) => status !== 'same')
    expect(found).toMatchObject({ kind: 'policy', name: production, status: 'differs' })
    expect(found?.fields.map(({ want, got }) => [want, got])).toEqual([
      [['read'], ['list', 'read']],
      [null, ['read']],
    ])
    expect(found?.texts?.got).toContain('secret/*')
  })

  it('tells roles and policies that no plan has, on a shared mount only those that are named as ours', () => {
    const change = (live: NonNullable<ReturnType<typeof reading>['live']>) => {
      live.roleNames = {
        known: true,
        value: [...(live.roleNames.known ? live.roleNames.value : []), 'legacy', 'cutover-9-old'],
      }
      live.roles.legacy = {
        known: true,
        value: { token_policies: ['legacy-read'], bound_audiences: ['x'], role_type: 'jwt' },
      }
      live.roles['cutover-9-old'] = { known: true, value: { role_type: 'jwt', bound_claims: { project_id: '9' } } }
      live.policyNames = {
        known: true,
        value: [
          ...(live.policyNames.known ? live.policyNames.value : []),
          'default',
          'legacy-read',
          'other',
          'cutover-9-old',
        ],
      }
    }
    expect(notSame(of(change))).toEqual([
      'role cutover-9-old unplanned',
      'role legacy unplanned',
      'policy cutover-9-old unplanned',
      'policy legacy-read unplanned',
    ])
    const read = reading()
    if (read.live) change(read.live)
    const shared = vaultDrift(input, { ...vault, owned: false }, read).items
    expect(notSame(shared)).toEqual(['role cutover-9-old unplanned', 'policy cutover-9-old unplanned'])
  })

  it('tells a field that is not at its path, a mount of another kind, and another issuer', () => {
    const items = of((live) => {
      for (const mount of live.mounts.known ? live.mounts.value : []) if (mount.version === 2) mount.version = 1
      const [path] = Object.keys(live.fields)
      live.fields[path ?? ''] = { known: true, value: ['OTHER'] }
      live.authConfig = {
        known: true,
        value: { ...(live.authConfig.known ? live.authConfig.value : {}), bound_issuer: '' },
      }
    })
    expect(
      items.flatMap(({ kind, status, fields }) =>
        status === 'same' ? [] : fields.map(({ field }) => `${kind} ${field}`),
      ),
    ).toEqual(['auth bound_issuer', 'mount options.version', 'path NPM_TOKEN'])
  })

  it('asks of a shared configuration only what decides whether our jobs get in', () => {
    const shared = { ...vault, owned: false }
    const live = {
      jwks_url: 'https://gitlab.example.com/oauth/discovery/keys',
      jwt_supported_algs: [],
      bound_issuer: input.gitlabUrl,
    }
    const auth = (config: JsonObject) => {
      const read = reading()
      if (read.live) read.live.authConfig = { known: true, value: config }
      return vaultDrift(input, shared, read)
        .items.find(({ kind }) => kind === 'auth')
        ?.fields.map(({ field }) => field)
    }
    expect(auth(live)).toEqual([])
    expect(auth({ ...live, default_role: 'any', jwt_supported_algs: ['ES256'] })).toEqual([
      'jwt_supported_algs',
      'default_role',
    ])
  })
})

describe('roleDrift', () => {
  const text = fc.string({ minLength: 1, maxLength: 12 })
  const claims = fc.dictionary(
    fc.constantFrom('project_id', 'ref', 'environment', 'ref_protected', 'pipeline_source'),
    fc.oneof(text, fc.uniqueArray(text, { minLength: 1, maxLength: 4 })),
    { minKeys: 1 },
  )
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,10}$/), { maxLength: 4 })
  const planned = fc.record({
    boundClaims: claims,
    boundClaimsType: fc.constantFrom('string' as const, 'glob' as const),
    policies: names,
  })
  const [main] = (plain satisfies RulesFile).vaults
  if (main === undefined) throw new Error('the fixture has a vault')

  it('finds what was rendered, written and read back the same, whatever the shape of the answer', () => {
    fc.assert(
      fc.property(planned, fc.nat(), (change, seed) => {
        const body = bodyOf(renderRole({ ...role, ...change }, main))
        expect(roleDrift(body, readBack(body, seed), null)).toEqual([])
      }),
    )
  })

  it('finds every claim that was changed, taken away or added', () => {
    fc.assert(
      fc.property(planned, fc.constantFrom('project_id', 'ref', 'job_id'), (change, claim) => {
        const body = bodyOf(renderRole({ ...role, ...change }, main))
        const live = readBack(body, 0)
        const bound = { ...(live.bound_claims as JsonObject) }
        if (Object.hasOwn(bound, claim)) delete bound[claim]
        else bound[claim] = 'added'
        const found = roleDrift(body, { ...live, bound_claims: bound }, null)
        expect(found.map(({ field }) => field)).toEqual([`bound_claims.${claim}`])
      }),
    )
  })
})

describe('the example', () => {
  it('has a production role', () => {
    expect(accessExample().plan.roles.some((one) => one.production)).toBe(true)
    expect(production).not.toBe('')
  })
})
