// Credentials that Vault makes, for real: users of the tests' PostgreSQL by the rendered role, and keys of transit.
import { createPublicKey, verify } from 'node:crypto'
import process from 'node:process'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { exportFiles } from '@/lib/core/render/export-files'
import { makePlan } from '@/lib/core/render/make-plan'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { askRunner, buildRunner } from '../estate/ask-runner'
import { jobsEstate, jobsRules } from './jobs-estate'
import { type PreparedJobs, prepareJobs } from './prepare-jobs'
import { dumped, runJob } from './run-job'

let prepared: PreparedJobs | null = null
let database: TestDatabase | null = null
let runner = ''
let skip = ''
const say = (line: string) => process.stderr.write(`${line}\n`)

beforeAll(async () => {
  const [jobs, stored, program] = await Promise.all([prepareJobs(say), startTestDatabase(), buildRunner(say)])
  database = stored
  if ('skip' in jobs) {
    skip = jobs.skip
    say(`No credential is made by a real server: ${skip}.`)
    return
  }
  prepared = jobs
  if ('file' in program) runner = program.file
  await connect(jobs, stored)
}, 900_000)

afterAll(async () => {
  await prepared?.close()
  await database?.stop()
})

function jobsOf(context: TestContext): PreparedJobs {
  if (prepared !== null) return prepared
  expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
  return context.skip(skip)
}

/** What an operator has before Cutover: a connection that makes users, a role that the users get, transit keys. */
async function connect({ server, files }: PreparedJobs, stored: TestDatabase): Promise<void> {
  const manager = new URL(await stored.addManager())
  await query(manager.href, 'CREATE ROLE shop_app NOLOGIN')
  await query(manager.href, `GRANT CONNECT ON DATABASE ${manager.pathname.slice(1)} TO shop_app`)
  await query(stored.ownerUrl, 'CREATE SCHEMA shop')
  await query(stored.ownerUrl, 'GRANT USAGE, CREATE ON SCHEMA shop TO shop_app')
  const { username, password } = manager
  await server.make('database/config/shop', {
    plugin_name: 'postgresql-database-plugin',
    allowed_roles: ['shop-api'],
    connection_url: `postgresql://{{username}}:{{password}}@${manager.host}${manager.pathname}?sslmode=disable`,
    username,
    password,
  })
  await server.make('database/roles/shop-api', fileOf(files, 'engine-roles/database/shop-api.json'))
  await server.make('transit/keys/shop-api', { type: 'ecdsa-p256' })
  await server.make('transit/keys/shop-sealed', {})
}

function fileOf(files: PreparedJobs['files'], path: string): string {
  const found = files.find((file) => file.path === path)
  if (found === undefined) throw new Error(`The export has no ${path}`)
  return found.text
}

async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

function asUser(stored: TestDatabase | null, user: string, password: string): string {
  const url = new URL(stored?.ownerUrl ?? '')
  url.username = user
  url.password = encodeURIComponent(password)
  return url.href
}

async function usersMade(stored: TestDatabase | null): Promise<string[]> {
  const rows = await query(stored?.ownerUrl ?? '', "SELECT rolname FROM pg_roles WHERE rolname LIKE 'v-%' ORDER BY 1")
  return rows.map(({ rolname }) => String(rolname))
}

describe('database credentials on a real server', () => {
  it('are a user that can log in and work while the job runs, and is gone afterwards, though it made a table', async (context) => {
    const { files, idToken, asked } = jobsOf(context)
    await asked()
    // The job's connection: node is what every machine that runs these tests has.
    const work = `
      import pg from 'pg'
      const url = new URL(process.env.AT); url.username = process.env.DB_USER; url.password = encodeURIComponent(process.env.DB_PASSWORD)
      const client = new pg.Client({ connectionString: url.href }); await client.connect()
      await client.query('CREATE TABLE shop.orders (id int)')
      const { rows } = await client.query("SELECT session_user, current_user, (SELECT tableowner FROM pg_tables WHERE tablename = 'orders') AS owner")
      console.log(JSON.stringify(rows[0])); await client.end()`
    const node = `cd '${process.cwd()}' && AT='${database?.ownerUrl}' '${process.execPath}' --input-type=module -e "$(cat "$OUT/work.mjs")"`
    const run = await runJob({
      files,
      job: 'migrate',
      idToken: idToken(),
      script: [...dumped(['DB_USER', 'DB_PASSWORD']), node],
      given: { 'work.mjs': Buffer.from(work) },
    })
    expect(run).toMatchObject({ status: 0, errors: '', left: [] })
    const user = String(run.out.DB_USER)
    expect(JSON.parse(run.output)).toEqual({ session_user: user, current_user: 'shop_app', owner: 'shop_app' })
    expect(await asked()).toEqual([
      'update auth/gitlab/jwt/login',
      'read database/creds/shop-api',
      'update auth/token/revoke-self',
    ])
    await expect(query(asUser(database, user, String(run.out.DB_PASSWORD)), 'SELECT 1')).rejects.toThrow()
    expect(await usersMade(database)).toEqual([])
  })

  it('end although the job fails', async (context) => {
    const { files, idToken } = jobsOf(context)
    const run = await runJob({ files, job: 'migrate', idToken: idToken(), script: [...dumped(['DB_USER']), 'exit 7'] })
    expect([run.status, run.errors, String(run.out.DB_USER).startsWith('v-')]).toEqual([7, '', true])
    expect(await usersMade(database)).toEqual([])
  })

  it('are two users where two `secrets:` entries read them, and the password of one does not fit the other', async (context) => {
    const { server, idToken, plan } = jobsOf(context)
    if (runner === '') return context.skip("GitLab Runner's Vault code is not built")
    const secret = (field: string) => ({
      server: {
        url: server.place.address,
        namespace: server.place.namespace ?? '',
        auth: { name: 'jwt' as const, path: 'gitlab/jwt', data: { jwt: idToken(), role: plan.roles[0]?.name ?? '' } },
      },
      engine: { name: 'generic', path: 'database' },
      path: 'creds/shop-api',
      field,
    })
    const [user, password] = await askRunner(runner, [secret('username'), secret('password')])
    const made = await usersMade(database)
    expect([made.length, made.includes(user?.value ?? '')]).toEqual([2, true])
    const other = made.find((name) => name !== user?.value) ?? ''
    const login = (name: string) => query(asUser(database, name, password?.value ?? ''), 'SELECT 1 AS one')
    await expect(login(user?.value ?? '')).rejects.toThrow('password authentication failed')
    expect(await login(other)).toEqual([{ one: 1 }])
    for (const lease of ['database/creds/shop-api']) await server.must('POST', `sys/leases/revoke-prefix/${lease}`)
    expect(await usersMade(database)).toEqual([])
  })

  it('are never rendered as `secrets:`, also on Premium: a script reads them once', (context) => {
    const { demo, server } = jobsOf(context)
    const { estate, analysis } = jobsEstate(demo.url)
    const rules = jobsRules(server.place, 'premium')
    const { files } = exportFiles({ estate, rules, plan: makePlan({ estate, analysis, rules, today: '2026-11-25' }) })
    const ci = files.filter(({ kind }) => kind === 'ci').map(({ text }) => text)
    expect(ci.join('\n')).toContain('AWKWARD:')
    expect(ci.join('\n')).not.toMatch(/DB_USER|DB_PASSWORD|creds\/shop-api/)
    const script = fileOf(files, 'script-form/shop/api/cutover.sh')
    expect(script.split('\n').filter((line) => line.includes("cutover_get 'database/creds/shop-api'"))).toHaveLength(1)
  })
})

describe('transit on a real server', () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at))

  it('signs and decrypts whatever bytes the job hands over, by the rendered policy', async (context) => {
    const { files, idToken, server, asked } = jobsOf(context)
    const { body } = await server.must('POST', 'transit/encrypt/shop-sealed', { plaintext: bytes.toString('base64') })
    const sealed: { ciphertext: string } = JSON.parse(JSON.stringify(body.data))
    const keys = await server.must('GET', 'transit/keys/shop-api')
    const versions: { keys: Record<string, { public_key: string }> } = JSON.parse(JSON.stringify(keys.body.data))
    await asked()
    const run = await runJob({
      files,
      job: 'sign',
      idToken: idToken(),
      script: [
        'cutover_transit SIGNING_KEY <"$OUT/bytes" >"$OUT/signature"',
        'cutover_transit SEALED_KEY <"$OUT/ciphertext" >"$OUT/plain"',
      ],
      given: { bytes, ciphertext: Buffer.from(`${sealed.ciphertext}\n`) },
    })
    expect(run).toMatchObject({ status: 0, output: '', errors: '', left: [] })
    expect(run.out.plain?.equals(bytes)).toBe(true)
    const signature = Buffer.from(
      String(run.out.signature)
        .trim()
        .replace(/^vault:v1:/, ''),
      'base64',
    )
    const key = createPublicKey(versions.keys['1']?.public_key ?? '')
    expect(verify('sha256', bytes, key, signature)).toBe(true)
    expect(await asked()).toEqual([
      'update auth/gitlab/jwt/login',
      'update transit/sign/shop-api',
      'update transit/decrypt/shop-sealed',
      'update auth/token/revoke-self',
    ])
  })

  it('refuses the token every other operation and key', async (context) => {
    const { server, idToken, plan } = jobsOf(context)
    const role = plan.roles[0]?.name
    const { body } = await server.must('POST', 'auth/gitlab/jwt/login', { role, jwt: idToken() })
    const auth: { client_token: string } = JSON.parse(JSON.stringify(body.auth))
    const input = { input: 'eA==', plaintext: 'eA==', ciphertext: 'vault:v1:eA==' }
    for (const path of [
      'sign/shop-sealed',
      'decrypt/shop-api',
      'encrypt/shop-sealed',
      'keys/shop-api/rotate',
      'keys/new',
    ]) {
      const { status } = await server.call('POST', `transit/${path}`, input, { token: auth.client_token })
      expect([path, status]).toEqual([path, 403])
    }
  })

  it('tells a ciphertext that it cannot open, and what is none', async (context) => {
    const { files, idToken } = jobsOf(context)
    const run = (text: string) =>
      runJob({ files, job: 'sign', idToken: idToken(), script: [`printf '${text}' | cutover_transit SEALED_KEY`] })
    expect(await run('vault:v1:AAAA')).toMatchObject({
      status: 1,
      output: '',
      errors: expect.stringMatching(/^cutover: SEALED_KEY: refused \(400\): .+\n$/),
    })
    expect((await run('"}')).errors).toBe('cutover: SEALED_KEY: standard input is no ciphertext of transit\n')
  })
})

/** OpenBao has no AWS engine, so what is rendered for AWS is only read again. */
describe('AWS', () => {
  it('gets a role that parses, and a script that reads both fields at once', (context) => {
    const { files } = jobsOf(context)
    expect(JSON.parse(fileOf(files, 'engine-roles/aws/deploy.json'))).toEqual({
      credential_type: 'iam_user',
      policy_arns: ['arn:aws:iam::123456789012:policy/deploy'],
    })
    const script = fileOf(files, 'free-tier/shop/api/cutover.sh').split('\n')
    expect(script.filter((line) => line.includes("cutover_get 'aws/creds/deploy'"))).toHaveLength(1)
    expect(script.filter((line) => /cutover_take .*'(?:access|secret)_key'/.test(line))).toHaveLength(2)
  })
})
