import { describe, expect, it } from 'vitest'
import { triggers } from '@/lib/core/trust/claims-of'
import { accessExample } from './access-example'
import { explainAccess } from './explain-access'
import { exportFiles } from './export-files'

const example = accessExample()
const files = new Map(exportFiles(example).files.map(({ path, text }) => [path, text.split('\n')]))

function ask(change: Partial<Parameters<typeof explainAccess>[0]> = {}) {
  const question = { project: 'shop/api', trigger: 'protected-push', ref: null, environment: 'production' } as const
  const answer = explainAccess({ ...example, ...question, ...change })
  if (answer === null) throw new Error('the example holds the project')
  return answer
}

const read = (answer: ReturnType<typeof ask>, key: string) => answer.reads.find((one) => one.key === key)

describe('explainAccess', () => {
  it('grants production to a push to a protected branch, and names role, policy and the line of the rendered policy', () => {
    const answer = ask()
    expect(answer.ref).toBe('main')
    expect(answer.logins[0]).toMatchObject({
      role: 'cutover-12-production-protected',
      own: true,
      allowed: true,
      status: 200,
    })
    const grant = read(answer, 'DB_PASSWORD')?.by
    expect(grant).toMatchObject({ role: 'cutover-12-production-protected', policy: 'cutover-12-production-protected' })
    expect(files.get(grant?.at?.file ?? '')?.[(grant?.at?.line ?? 0) - 1]).toBe(`path "${grant?.pattern}" {`)
  })

  it('refuses production to a merge request with every reason, each at its line of the rendered role', () => {
    const answer = ask({ trigger: 'merge-request' })
    const [login] = answer.logins
    expect(login).toMatchObject({ allowed: false, status: 400, own: true })
    expect(login?.failing.map(({ claim }) => claim).sort()).toEqual(['pipeline_source', 'ref_protected'])
    expect(login?.reported).toContain(
      'error validating claims: claim "ref_protected" does not match any associated bound claim values',
    )
    for (const { claim, at } of login?.failing ?? []) {
      expect(files.get(at?.file ?? '')?.[(at?.line ?? 0) - 1]).toMatch(new RegExp(`^ {4}"${claim}": `))
    }
    const denied = read(answer, 'DB_PASSWORD')
    expect(denied).toMatchObject({ planned: true, production: true, by: null, others: [] })
    expect(denied?.why[0]?.reasons.map(({ claim }) => claim)).toContain('ref_protected')
  })

  it('compares claim by claim, and what does not hold is what fails', () => {
    for (const trigger of triggers) {
      for (const login of ask({ trigger }).logins) {
        const failing = login.checks.filter(({ holds }) => !holds).map(({ claim }) => claim)
        expect(failing).toEqual(login.failing.map(({ claim }) => claim))
        expect(login.allowed).toBe(failing.length === 0)
        for (const { claim, at } of login.checks) {
          const line = files.get(at?.file ?? '')?.[(at?.line ?? 0) - 1]
          const key = { iss: 'bound_issuer', aud: 'bound_audiences' }[claim] ?? claim
          expect(line).toContain(`"${key}":`)
        }
      }
    }
  })

  it('asks the role of another environment why a variable that only a shared policy holds is not read', () => {
    const shared = accessExample([
      { key: 'GROUP_ONE', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/api:stage'] },
      { key: 'GROUP_TWO', level: 'group', owner: 'shop', environmentScope: 'staging', readers: ['shop/web:stage'] },
    ])
    const one = read(ask({ ...shared, trigger: 'push', environment: null }), 'GROUP_TWO')
    expect(one).toMatchObject({ planned: false, field: null, by: null })
    const reasons = one?.why.find(({ role }) => role.includes('staging'))?.reasons
    expect(reasons?.map(({ claim }) => claim)).toContain('environment')
  })

  it('refuses a merge request between protected branches for its source alone', () => {
    const { refProtected, logins } = ask({ trigger: 'merge-request', asProtected: true })
    expect(refProtected).toBe(true)
    expect(logins[0]?.failing.map(({ claim }) => claim)).toEqual(['pipeline_source'])
    const named = ask({ trigger: 'merge-request', ref: 'main' })
    expect(named.refProtected).toBe(true)
    expect(named.notes).toHaveLength(1)
    expect(ask({ trigger: 'fork-merge-request', ref: 'main' }).refProtected).toBe(false)
  })

  it('says that the policies of the role decide where the login passes', () => {
    const denied = read(ask({ environment: 'staging' }), 'DB_PASSWORD')
    expect(denied).toMatchObject({ planned: false, by: null, others: [] })
    const reasons = denied?.why.find(({ role }) => role.includes('staging'))?.reasons
    expect(reasons).toMatchObject([{ code: 'no_rule', text: 'permission denied' }])
    const at = reasons?.[0]?.at
    expect(files.get(at?.file ?? '')?.[(at?.line ?? 0) - 1]).toMatch(/"token_policies"/)
  })

  it('tells what a job reaches by naming a role that is not the one of its environment', () => {
    const other = read(ask({ trigger: 'merge-request' }), 'NPM_TOKEN')
    expect(other).toMatchObject({ planned: false, by: null })
    expect(other?.others.map(({ role }) => role)).toEqual(['cutover-12-any-open'])
  })

  it('takes a pattern for each environment that it covers', () => {
    const answer = ask({ trigger: 'merge-request', environment: 'review/42' })
    expect(read(answer, 'REVIEW_TOKEN')?.by?.role).toBe('cutover-12-review-open')
    expect(answer.claims).toMatchObject({ environment: 'review/42', ref_protected: 'false' })
  })

  it('looks up whether a named ref is protected, and says so where the trigger said otherwise', () => {
    const answer = ask({ ref: 'feature' })
    expect(answer).toMatchObject({ refProtected: false, notes: ['feature is not protected in shop/api'] })
    expect(read(answer, 'DB_PASSWORD')?.by).toBeNull()
    expect(ask({ ref: 'main' }).notes).toEqual([])
  })

  it('lets a fork into nothing, as its project is another', () => {
    for (const environment of ['production', 'staging', 'review/1', null]) {
      const { logins, reads } = ask({ trigger: 'fork-merge-request', environment })
      expect(logins.every(({ failing }) => failing.some(({ claim }) => claim === 'project_id'))).toBe(true)
      expect(reads.every(({ by, others }) => by === null && others.length === 0)).toBe(true)
    }
  })

  it('gives each variable that is not read a reason, for every trigger and environment', () => {
    for (const trigger of triggers) {
      for (const environment of ['production', 'staging', 'review/1', 'unheard/of', null]) {
        for (const one of ask({ trigger, environment }).reads) {
          if (one.by === null && one.others.length === 0)
            expect(one.why.flatMap(({ reasons }) => reasons)).not.toEqual([])
          else expect(one.by ?? one.others[0]).toBeDefined()
        }
      }
    }
  })

  it('knows nothing of a project that the estate does not hold', () => {
    expect(
      explainAccess({ ...example, project: 'shop/none', trigger: 'push', ref: null, environment: null }),
    ).toBeNull()
  })

  it('holds the configuration of a shared auth method to be right, and points to no line of it', () => {
    const [vault] = example.rules.vaults
    if (vault === undefined) throw new Error('the example declares a vault')
    const shared = accessExample([], { vaults: [{ ...vault, owned: false }] })
    expect(ask({ ...shared }).logins[0]?.allowed).toBe(true)
  })
})
