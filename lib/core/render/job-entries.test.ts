// Tests of the blocks that a job gets, read back the way GitLab reads them.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ciPlanSchema } from './ci-plan'
import { ciPlanFor, secretEntry } from './job-entries'
import { ciJob, ciOf, jobPlan, placement, planOf, project, rules } from './render-fixture'

const repeated = { id_tokens: { OTHER: { aud: ['https://a', 'https://b'] } } }

test('a job gets one token, its secrets in the short form with file and token, and where Vault is', () => {
  expect(ciPlanFor(project(), planOf(), rules)).toEqual({
    jobs: {
      deploy: {
        id_tokens: { VAULT_ID_TOKEN: { aud: 'https://vault.example.com' } },
        secrets: {
          DB_PASSWORD: { vault: 'shop/api/production/DB_PASSWORD@secret', file: false, token: '$VAULT_ID_TOKEN' },
        },
        variables: {
          VAULT_SERVER_URL: 'https://vault.example.com',
          VAULT_AUTH_PATH: 'jwt',
          VAULT_AUTH_ROLE: 'p22-production',
        },
      },
    },
  })
})

test('a namespace is one more variable', () => {
  const vaults = rules.vaults.map((vault) => ({ ...vault, namespace: 'team' }))
  const { jobs } = ciPlanFor(project(), planOf(), { ...rules, vaults })
  expect(jobs.deploy?.variables?.VAULT_NAMESPACE).toBe('team')
})

test('kv-v1 always takes the long form, since the short one means kv-v2', () => {
  expect(secretEntry(placement({ engine: 'kv-v1', file: true }))).toEqual({
    vault: { engine: { name: 'kv-v1', path: 'secret' }, path: 'shop/api/production', field: 'DB_PASSWORD' },
    file: true,
    token: '$VAULT_ID_TOKEN',
  })
})

test('a job without tokens of its own repeats those under default', () => {
  const ci = ciOf(JSON.stringify({ default: repeated, deploy: { script: 'x' } }))
  expect(ciPlanFor(project({ ci }), planOf(), rules).jobs.deploy?.id_tokens).toEqual({
    ...repeated.id_tokens,
    VAULT_ID_TOKEN: { aud: 'https://vault.example.com' },
  })
})

test.each([
  ['has its own tokens', { script: 'x' }, true],
  ['inherits nothing', { script: 'x', inherit: { default: false } }, false],
  ['inherits other keywords only', { script: 'x', inherit: { default: ['image'] } }, false],
])('a job that %s repeats none', (_, deploy, hasOwnIdTokens) => {
  const ci = ciOf(JSON.stringify({ default: repeated, deploy }))
  const plan = planOf({ jobs: [jobPlan({ job: ciJob({ hasOwnIdTokens }) })] })
  expect(Object.keys(ciPlanFor(project({ ci }), plan, rules).jobs.deploy?.id_tokens ?? {})).toEqual(['VAULT_ID_TOKEN'])
})

/** GitLab EE `vault/secret.rb`, StringStrategy, and the Runner's expansion of `$$`. */
function asGitLabReads(vault: unknown): unknown {
  if (typeof vault !== 'string') return JSON.parse(JSON.stringify(vault).replaceAll('$$', () => '$'))
  const at = vault.lastIndexOf('@')
  const [secret, mount] = [vault.slice(0, at), vault.slice(at + 1)]
  const slash = secret.lastIndexOf('/')
  const read = { engine: { name: 'kv-v2', path: mount }, path: secret.slice(0, slash), field: secret.slice(slash + 1) }
  return JSON.parse(JSON.stringify(read).replaceAll('$$', () => '$'))
}

test('GitLab and the Runner read back exactly the mount, path and field that are meant', () => {
  const part = fc
    .array(fc.constantFrom('@', '/', '$', 'a', 'é', '.', ' ', '-', '\\', '"'), { minLength: 1, maxLength: 6 })
    .map((chars) => chars.join(''))
  fc.assert(
    fc.property(part, part, part, fc.constantFrom('kv-v1' as const, 'kv-v2' as const), (mount, path, field, engine) => {
      const { vault } = secretEntry(placement({ engine, target: { vault: 'main', mount, path, field } }))
      expect(asGitLabReads(vault)).toEqual({ engine: { name: engine, path: mount }, path, field })
    }),
    { numRuns: 10_000 },
  )
})

test('the blocks of any plan have the shape that the splice takes', () => {
  expect(ciPlanSchema.safeParse(ciPlanFor(project(), planOf(), rules)).success).toBe(true)
})

const engines = [
  ['kv-v2', 'a'],
  ['kv-v1', 'a'],
  ['database', 'creds/app'],
  ['database', 'static-creds/app'],
  ['aws', 'creds/app'],
  ['aws', 'sts/app'],
  ['transit', 'decrypt/app'],
] as const

test('no entry reads a lease, of which a second entry would be another, nor what a GET cannot read', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...engines), { minLength: 1 }), fc.boolean(), (places, free) => {
      const entries = places.map(([engine, path], at) => {
        const base = placement()
        return { variableId: `${at}`, key: `K${at}`, placement: { ...base, engine, target: { ...base.target, path } } }
      })
      const tiers = [{ group: 'shop', tier: free ? ('free' as const) : ('premium' as const) }]
      const { jobs } = ciPlanFor(project(), planOf({ jobs: [jobPlan({ entries })] }), { ...rules, tiers })
      const readable = places.flatMap(([engine, path], at) => {
        return engine.startsWith('kv') || path.startsWith('static-creds/') ? [`K${at}`] : []
      })
      expect(Object.keys(jobs.deploy?.secrets ?? {}).sort()).toEqual(free ? [] : readable.sort())
      for (const { vault } of Object.values(jobs.deploy?.secrets ?? {})) {
        if (typeof vault === 'object') expect(['kv-v1', 'kv-v2', 'generic']).toContain(vault.engine.name)
      }
    }),
  )
})
