// A second plan would be empty: what the provider sends comes back from a real server as it stands in the data file.
import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { exampleEstate, exampleProject } from '@/lib/core/mapping/example-estate'
import { exportFiles } from '@/lib/core/render/export-files'
import { makePlan } from '@/lib/core/render/make-plan'
import { terraformRoot } from '@/lib/core/render/terraform-module'
import { EstateServer } from '../estate/estate-server'
import { jobsEstate, jobsRules } from '../jobs/jobs-estate'
import { type StartedServer, startServer } from '../start-server'
import { readAsProvider, sendAsProvider, type TerraformData } from './provider-round'

let started: StartedServer | null = null
let server: EstateServer | null = null
let skip = ''

beforeAll(async () => {
  const result = await startServer((line) => process.stderr.write(`${line}\n`))
  if ('skip' in result) skip = result.skip
  else {
    started = result
    server = new EstateServer(result.server)
    await server.open()
  }
}, 900_000)

afterAll(async () => {
  await server?.close()
  await started?.stop()
})

function serverOf(context: TestContext): EstateServer {
  // Policies have fixed names here: never on a server that others use too.
  if (process.env.CONFORMANCE_VAULT_ADDR && server?.place.namespace === null) return context.skip('needs namespaces')
  if (server !== null) return server
  expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
  return context.skip(skip)
}

const pem = () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return publicKey.export({ type: 'spki', format: 'pem' }).toString()
}

/** The data of the example project, with static keys, under a path of its own. */
function dataOf({ place }: EstateServer, auth: string): TerraformData {
  const { estate, analysis } = jobsEstate('https://GitLab.example.com/')
  const rules = jobsRules(place)
  const vaults = rules.vaults.map((vault) => ({ ...vault, auth_path: auth, keys: 'static' as const }))
  return dataFile({ estate, analysis }, { ...rules, vaults })
}

function dataFile(
  { estate, analysis }: Pick<Parameters<typeof makePlan>[0], 'estate' | 'analysis'>,
  rules: Parameters<typeof makePlan>[0]['rules'],
): TerraformData {
  const plan = makePlan({ estate, analysis, rules, today: '2026-11-25' })
  const text = exportFiles({ estate, plan, rules }).files.find(({ path }) => path === 'terraform/cutover.json')?.text
  return JSON.parse(text ?? '')
}

describe('on a real server', () => {
  it('auth method, policies, roles and database roles come back as they were sent', async (context) => {
    const target = serverOf(context)
    await target.make('sys/mounts/database', { type: 'database' }, 'sys/mounts/database')
    const data = dataOf(target, `${target.place.prefix}terraform/jwt`)
    const keys = [pem(), pem()].map((key) => key.trim())
    await sendAsProvider(target, data, keys)
    expect(Object.keys(data.roles)).toHaveLength(1)
    expect(Object.keys(data.database_roles)).toHaveLength(1)
    expect(await readAsProvider(target, data)).toEqual({ ...data, keys })
  })

  it('a key with its final newline would not, which is why the root trims each', async (context) => {
    const target = serverOf(context)
    const data = { ...dataOf(target, `${target.place.prefix}other/jwt`), policies: {}, roles: {}, database_roles: {} }
    const key = pem()
    await sendAsProvider(target, data, [key])
    expect((await readAsProvider(target, data)).keys).toEqual([key.trim()])
  })

  it('a name in capitals would not, and no plan has one', async (context) => {
    const target = serverOf(context)
    const data = { ...dataOf(target, `${target.place.prefix}third/jwt`), policies: {}, database_roles: {} }
    const [role] = Object.values(data.roles)
    if (role === undefined) throw new Error('The example has a role')
    const capitals = { ...data, roles: { 'Team-A': role } }
    await sendAsProvider(target, capitals, [pem()])
    expect(Object.keys((await readAsProvider(target, capitals)).roles)).toEqual(['team-a'])
  })
})

it('names of roles and policies are in lower case, whatever the project and the rule are called', () => {
  const project = exampleProject(7, 'Shop/API', { protectedEnvironments: ['Production'] })
  const jobs = { 'Shop/API': [{ name: 'Deploy', environment: 'Production' }] }
  const example = exampleEstate([project], jobs, [
    { key: 'KEY', environmentScope: 'Production', readers: ['Shop/API:Deploy'] },
  ])
  const rules = jobsRules({ address: 'https://vault.example.com', namespace: null })
  for (const rule of [{}, { role: 'Team-{project_path}-{environment}', policy: 'Team-{project_path}' }]) {
    const data = dataFile(example, { ...rules, tiers: [], rules: [{ match: {}, target: { mount: 'ci' }, ...rule }] })
    const names = [...Object.keys(data.roles), ...Object.keys(data.policies)]
    const listed = Object.values(data.roles).flatMap(({ token_policies: policies }) => policies)
    expect([...names, ...listed].filter((name) => name !== name.toLowerCase())).toEqual([])
    expect(names.length).toBeGreaterThan(1)
  }
})

describe('the root, evaluated by terraform', () => {
  const tool = ['terraform', 'tofu'].find((name) => spawnSync(name, ['-version']).status === 0)

  it.runIf(tool !== undefined)('reads the keys by name, each without its final newline', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cutover-terraform-'))
    const locals = /^locals \{[\s\S]*?^\}/m.exec(terraformRoot)?.[0] ?? ''
    mkdirSync(path.join(folder, 'keys'))
    writeFileSync(path.join(folder, 'main.tf'), locals)
    writeFileSync(path.join(folder, 'cutover.json'), '{"auth": {"path": "jwt"}}')
    writeFileSync(path.join(folder, 'keys/b.pem'), 'second\nline\n')
    writeFileSync(path.join(folder, 'keys/a.pem'), 'first\n')
    const input = 'jsonencode([local.public_keys, local.data.auth.path])\n'
    const done = spawnSync(tool ?? '', ['console'], { cwd: folder, input, encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(JSON.parse(JSON.parse(done.stdout.trim().split('\n').at(-1) ?? ''))).toEqual([
      ['first', 'second\nline'],
      'jwt',
    ])
  })
})
