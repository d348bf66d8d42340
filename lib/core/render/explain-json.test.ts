import { describe, expect, it } from 'vitest'
import type { Trigger } from '@/lib/core/trust/claims-of'
import { accessExample } from './access-example'
import { explainAccess } from './explain-access'
import { explainJson, readsSomething } from './explain-json'
import { explainText } from './explain-text'

const example = accessExample([
  { key: 'DB_USER', environmentScope: 'production', protected: true, readers: ['shop/api:deploy'] },
])

function ask(trigger: Trigger, environment: string | null) {
  const answer = explainAccess({ ...example, project: 'shop/api', trigger, ref: null, environment })
  if (answer === null) throw new Error('the example holds the project')
  return answer
}

describe('explainJson', () => {
  it('gives claims, role, login and each path once, with the line that grants it', () => {
    const answer = ask('protected-push', 'production')
    const { claims, role, login, reads } = explainJson(answer)
    expect(claims).toMatchObject({ project_id: '12', environment: 'production', ref_protected: 'true' })
    expect(role).toBe('cutover-12-production-protected')
    expect(login).toMatchObject({ allowed: true, status: 200, failing: [], policies: [role], ttl: 300 })
    const granted = Object.entries(reads).filter(([, { allowed }]) => allowed)
    expect(granted.map(([path]) => path)).toEqual(['kv/data/shop/api/production/protected'])
    expect(granted[0]?.[1]).toMatchObject({
      variables: ['DB_PASSWORD', 'DB_USER'],
      planned: true,
      by: { policy: role, role, file: `policies/${role}.hcl` },
    })
    expect(readsSomething(answer)).toBe(true)
  })

  it('gives the reasons of a refused login, and reads nothing of production', () => {
    const answer = ask('merge-request', 'production')
    const { login, reads } = explainJson(answer)
    expect(login.allowed).toBe(false)
    expect(login.failing.map(({ claim }) => claim).sort()).toEqual(['pipeline_source', 'ref_protected'])
    expect(reads['kv/data/shop/api/production/protected']).toMatchObject({ allowed: false, by: null, others: [] })
    expect(readsSomething(answer)).toBe(false)
  })

  it('is a login without a role where no job of the environment has one', () => {
    const answer = ask('push', 'nowhere')
    expect(explainJson(answer)).toMatchObject({ role: null, login: { allowed: false, reported: ['missing role'] } })
    expect(readsSomething(answer)).toBe(false)
  })

  it('tells two vaults with one path apart', () => {
    const [vault] = example.rules.vaults
    if (vault === undefined) throw new Error('the example declares a vault')
    const target = { vault: 'other', mount: 'kv', path: '{project_path}/production/protected' }
    const twin = accessExample([], {
      vaults: [vault, { ...vault, name: 'other' }],
      mounts: [...example.rules.mounts, { vault: 'other', path: 'kv', engine: 'kv-v2' }],
      rules: [
        { match: { scope: 'staging' }, target },
        { match: {}, target: {} },
      ],
    })
    const question = { project: 'shop/api', trigger: 'protected-push', ref: null, environment: 'production' } as const
    const answer = explainAccess({ ...twin, ...question })
    const names = answer === null ? [] : Object.keys(explainJson(answer).reads)
    expect(names).toContain('main:kv/data/shop/api/production/protected')
    expect(names).toContain('other:kv/data/shop/api/production/protected')
  })
})

describe('explainText', () => {
  it('puts the line of the file before each reason and each grant', () => {
    expect(explainText(ask('protected-push', 'production'))).toMatch(
      /^can read {5}DB_PASSWORD .*\n +policies\/cutover-12-production-protected\.hcl:\d+: /m,
    )
    const refused = explainText(ask('merge-request', 'production'))
    expect(refused).toMatch(/^ {2}roles\/cutover-12-production-protected\.json:\d+: error validating claims: /m)
    expect(refused).toMatch(/^by naming {4}NPM_TOKEN /m)
    expect(refused).toMatch(/^cannot read {2}DB_PASSWORD /m)
  })
})
