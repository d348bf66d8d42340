// From what a scan read to the files: what a job reads must be what its role may read.
import { parse as parseHcl } from '@cdktf/hcl2json'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { analyseEstate } from '@/lib/core/inventory/analyse-estate'
import type { Estate } from '@/lib/core/inventory/estate'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { exportFiles } from './export-files'
import { makePlan } from './make-plan'
import { asMap, mapAt, parseYamlMap } from './merged-config'
import { ciOf, estateOf, project, variable } from './render-fixture'

const apiText = `default:
  id_tokens:
    SIGSTORE_ID_TOKEN: { aud: sigstore }

test:
  script: ./test.sh "$NPM_TOKEN"

deploy:
  stage: deploy
  script:
    - ./deploy.sh "$DB_PASSWORD" "$NPM_TOKEN"
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
`

const webText = `pages:
  script: npm publish --token "$NPM_TOKEN"
  environment: { name: production }
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
`

const estate: Estate = {
  ...estateOf([
    project({ ci: ciOf(apiText) }),
    project({ id: 23, fullPath: 'shop/web', ci: ciOf(webText) }),
    project({ id: 24, fullPath: 'shop/odd', ci: ciOf(`include: a.yml\n${webText}`) }),
  ]),
  variables: [
    variable,
    { ...variable, level: 'group', owner: 'shop', key: 'NPM_TOKEN', environmentScope: '*', protected: false },
    { ...variable, key: 'UNUSED', environmentScope: '*' },
    { ...variable, key: 'REGION', masked: false },
  ],
}

const rules = rulesFileSchema.parse({
  version: 1,
  vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
  mounts: [{ vault: 'main', path: 'ci', engine: 'kv-v2' }],
  environments: [{ name: 'production', tier: 'production' }],
  tiers: [{ group: 'shop', tier: 'premium' }],
  rules: [
    {
      match: { level: 'group' },
      target: { path: 'groups/{group_path}/{environment}/{protected}/{key}', field: 'value' },
      star: { answer: 'per_environment' },
    },
    { match: {}, target: { path: '{project_path}/{environment}/{key}', field: 'value' } },
  ],
  excluded: [{ level: 'project', owner: 'shop/api', key: 'REGION', scope: 'production', reason: 'plain' }],
})

const role = z.looseObject({ token_policies: z.array(z.string()), bound_claims: z.record(z.string(), z.unknown()) })

function rendered() {
  const plan = makePlan({ estate, analysis: analyseEstate(estate), rules, today: '2026-11-25' })
  return { plan, ...exportFiles({ estate, plan, rules }) }
}

async function grantedPaths(files: ReturnType<typeof rendered>['files'], roleName: string): Promise<string[]> {
  const body = role.parse(JSON.parse(files.find(({ path }) => path === `roles/${roleName}.json`)?.text ?? '{}'))
  const policies = await Promise.all(
    body.token_policies.map(async (name) => {
      const text = files.find(({ path }) => path === `policies/${name}.hcl`)?.text ?? ''
      return Object.keys(asMap((await parseHcl(`${name}.tf`, text)).path) ?? {})
    }),
  )
  return policies.flat().sort()
}

test('each job may read exactly what its entries and those of its role’s other jobs name', async () => {
  const { files } = rendered()
  const stubs = files.filter(({ path }) => path.endsWith('/.gitlab/cutover.yml'))
  expect(stubs.map(({ project: of }) => of)).toEqual(['shop/api', 'shop/web'])
  const reads = new Map<string, Set<string>>()
  for (const stub of stubs) {
    for (const job of Object.values(parseYamlMap(stub.text) ?? {})) {
      const name = String(mapAt(asMap(job), 'variables')?.VAULT_AUTH_ROLE)
      for (const entry of Object.values(mapAt(asMap(job), 'secrets') ?? {})) {
        const [, path, mount] = /^(.*)\/[^/]*@(.*)$/.exec(String(asMap(entry)?.vault)) ?? []
        reads.set(name, (reads.get(name) ?? new Set<string>()).add(`${mount}/data/${path}`))
      }
    }
  }
  expect(reads.size).toBeGreaterThan(1)
  for (const [name, paths] of reads) expect(await grantedPaths(files, name)).toEqual([...paths].sort())
})

test('a job keeps the ID tokens that it had under default', () => {
  const stub = rendered().files.find(({ path }) => path === 'projects/shop/api/.gitlab/cutover.yml')
  const deploy = mapAt(parseYamlMap(stub?.text ?? ''), 'deploy')
  expect(mapAt(deploy, 'id_tokens')).toEqual({
    SIGSTORE_ID_TOKEN: { aud: 'sigstore' },
    VAULT_ID_TOKEN: { aud: 'https://vault.example.com' },
  })
})

test('what is not rendered is listed with its reason', () => {
  const reasons = Object.fromEntries(rendered().leftOut.map(({ key, reason }) => [key, reason]))
  expect(reasons).toEqual({ NPM_TOKEN: 'include_form', REGION: 'excluded: plain', UNUSED: 'unused' })
})

test('twice gives the same bytes', () => {
  expect(JSON.stringify(rendered())).toBe(JSON.stringify(rendered()))
})
