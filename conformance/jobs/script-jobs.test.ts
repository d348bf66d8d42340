// The Free-tier form, executed by shells against a real OpenBao: what it reads, how often, and what it says where it cannot.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import { values } from './jobs-estate'
import { type PreparedJobs, prepareJobs } from './prepare-jobs'
import { dumped, type JobRun, runJob, whereIs } from './run-job'

let prepared: PreparedJobs | null = null
let skip = ''
const say = (line: string) => process.stderr.write(`${line}\n`)

beforeAll(async () => {
  const result = await prepareJobs(say)
  if ('skip' in result) {
    skip = result.skip
    say(`No job is run against a real server: ${skip}.`)
  } else prepared = result
}, 900_000)

afterAll(() => prepared?.close())

function jobsOf(context: TestContext): PreparedJobs {
  if (prepared !== null) return prepared
  expect(process.env.CI, 'Where CI=true a server must be there').not.toBe('true')
  return context.skip(skip)
}

const texts = ['AWKWARD', 'LONG', 'EMPTY', 'LEGACY']
const read = [...dumped(texts), 'cp "$CERTIFICATE" "$OUT/CERTIFICATE"']

function same({ out }: JobRun): string[] {
  return Object.entries(values)
    .filter(([key, value]) => out[key]?.equals(Buffer.from(value)))
    .map(([key]) => key)
}

const exchange = [
  'update auth/gitlab/jwt/login',
  'read ci/data/shop/api/production/protected',
  'read old/shop/api/é & co',
  'update auth/token/revoke-self',
]

const usual = ['cat', 'cut', 'grep', 'mktemp', 'printenv', 'rm', 'sed', 'tail', 'tr', 'od', 'cp', 'ls', 'sh']
/** What is not on this machine is not tried: a place without it is no fault. */
const here = (command: string) => whereIs(command.split(' ')[0] ?? '') !== null
const shells = [['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh'], ['ksh'], ['zsh', '--emulate', 'sh']]
  .map((words) => words.join(' '))
  .filter(here)
const clients = ['curl', 'wget', 'busybox wget'].filter(here)
const awks = ['mawk', 'gawk', 'busybox awk', 'original-awk'].filter(here)

/** These commands alone, some of them by other names: `awk: mawk`. Null where one is not on this machine. */
function commandsWith(besides: Record<string, string>): Record<string, string> | null {
  const wanted = { ...Object.fromEntries(usual.map((name) => [name, name])), ...besides }
  const found = Object.entries(wanted).map(([name, behind]) => [name, whereIs(behind.split(' ')[0] ?? '')] as const)
  return found.some(([, at]) => at === null) ? null : Object.fromEntries(found.map(([name, at]) => [name, at ?? '']))
}

function commands(context: TestContext, besides: Record<string, string>): Record<string, string> {
  return commandsWith(besides) ?? context.skip(`${Object.values(besides).join(', ')}: not all are on this machine`)
}

describe('a job of the Free tier on a real server', () => {
  it.for(
    shells,
  )('reads every byte with %s: one login, one read for each path, nothing printed, the token revoked', async (shell, context) => {
    const { files, idToken, asked } = jobsOf(context)
    await asked()
    const run = await runJob({ files, job: 'deploy', idToken: idToken(), script: read, shell: shell.split(' ') })
    expect(run).toMatchObject({ status: 0, output: '', errors: '', left: [] })
    expect(same(run)).toEqual(Object.keys(values))
    expect(await asked()).toEqual(exchange)
  })

  it.for(
    clients.flatMap((client) => awks.map((awk) => [client, awk] as const)),
  )('does so with %s and %s alone', async ([client, awk], context) => {
    const { files, idToken, asked } = jobsOf(context)
    const has = commands(context, { [client.split(' ').at(-1) ?? '']: client, awk })
    await asked()
    const run = await runJob({
      files,
      job: 'deploy',
      idToken: idToken(),
      script: read,
      commands: has,
      shell: [has.sh ?? ''],
    })
    expect(run).toMatchObject({ status: 0, output: '', errors: '', left: [] })
    expect(same(run)).toEqual(Object.keys(values))
    expect(await asked()).toEqual(exchange)
  })
})

describe('where it cannot read, the job ends with one line', () => {
  const changed = (files: ArtefactFile[], from: string, to: string) => {
    const all = files.map((file) => ({
      ...file,
      text: file.path.endsWith('.sh') ? file.text.replaceAll(from, to) : file.text,
    }))
    expect(all).not.toEqual(files)
    return all
  }

  describe.each(['curl', 'wget', 'busybox wget'].filter(here))('with %s', (client) => {
    const failing = async (
      context: TestContext,
      jobs: PreparedJobs,
      change: { files?: ArtefactFile[]; idToken?: string },
    ) => {
      const has = commands(context, { [client.split(' ').at(-1) ?? '']: client, awk: 'awk' })
      await jobs.asked()
      const options = { files: jobs.files, job: 'deploy', idToken: jobs.idToken(), ...change }
      const run = await runJob({ ...options, script: ['echo went on'], commands: has, shell: [has.sh ?? ''] })
      expect(run).toMatchObject({ status: 1, output: '', left: [] })
      return { line: run.errors, asked: await jobs.asked() }
    }

    /** BusyBox's wget drops what the server says to a refusal. */
    const said = (text: string) => (client.startsWith('busybox') ? '' : `: ${text}`)

    it('that tells the claim that the role refuses', async (context) => {
      const jobs = jobsOf(context)
      const role = jobs.plan.roles[0]?.name
      expect(await failing(context, jobs, { idToken: jobs.idToken({ ref_protected: 'false' }) })).toEqual({
        line: `cutover: login as ${role}: refused (400)${said('error validating claims: claim "ref_protected" does not match any associated bound claim values')}\n`,
        asked: exchange.slice(0, 1),
      })
      expect((await failing(context, jobs, { files: changed(jobs.files, role ?? '', 'nobody') })).line).toBe(
        `cutover: login as nobody: refused (400)${said('role "nobody" could not be found')}\n`,
      )
    })

    it('that tells of an auth method that is not there', async (context) => {
      const jobs = jobsOf(context)
      const { line } = await failing(context, jobs, {
        files: changed(jobs.files, 'auth/gitlab/jwt/login', 'auth/jwt/login'),
      })
      expect(line).toBe(
        `cutover: login as ${jobs.plan.roles[0]?.name}: permission denied (403): no auth method at auth/jwt/login, or not from this address\n`,
      )
    })

    it('that tells of a path that no policy grants', async (context) => {
      const jobs = jobsOf(context)
      const files = changed(jobs.files, 'ci/data/shop/api/production/protected', 'ci/data/shop/api/other')
      const { line, asked } = await failing(context, jobs, { files })
      expect(line).toBe(
        `cutover: AWKWARD, CERTIFICATE, EMPTY, LONG at ci/data/shop/api/other: permission denied (403): no policy of role ${jobs.plan.roles[0]?.name} grants it\n`,
      )
      expect(asked.at(-1)).toBe('update auth/token/revoke-self')
    })

    it('that tells of a path where nothing is', async (context) => {
      const jobs = jobsOf(context)
      const path = 'ci/data/shop/api/production/protected'
      const kept = await jobs.server.must('GET', path)
      await jobs.server.call('DELETE', path.replace('/data/', '/metadata/'))
      const { line } = await failing(context, jobs, {})
      await jobs.server.make(path, { data: kept.body.data && Object(kept.body.data).data })
      expect(line).toBe(`cutover: AWKWARD, CERTIFICATE, EMPTY, LONG at ${path}: nothing is there (404)\n`)
    })

    it('that tells of a namespace that is not there', async (context) => {
      const jobs = jobsOf(context)
      const { namespace } = jobs.server.place
      const { line } = await failing(context, jobs, { files: changed(jobs.files, namespace ?? '', 'nowhere') })
      expect(line).toMatch(/^cutover: login as \S+: .*\(40[034]\).*\n$/)
    })
  })

  it('that tells that there is neither curl nor wget, or no awk', async (context) => {
    const { files, idToken } = jobsOf(context)
    for (const [besides, line] of [
      [{ awk: 'awk' }, 'cutover: neither curl nor wget is in this image\n'],
      [{ curl: 'curl' }, 'cutover: awk is not in this image\n'],
    ] as const) {
      const has = commands(context, besides)
      const run = await runJob({ files, job: 'deploy', idToken: idToken(), commands: has, shell: [has.sh ?? ''] })
      expect(run).toMatchObject({ status: 1, output: '', errors: line, left: [] })
    }
  })
})

/** Last, since nothing works afterwards. */
describe('a server that is sealed', () => {
  it('is told in one line, by curl and by wget', async (context) => {
    const jobs = jobsOf(context)
    await jobs.server.must('POST', 'sys/seal', undefined, null)
    const line = `cutover: login as ${jobs.plan.roles[0]?.name}: the vault at ${jobs.server.place.address} is sealed or not ready (503): Vault is sealed\n`
    for (const client of ['curl', 'wget']) {
      const has = commands(context, { [client]: client, awk: 'awk' })
      const run = await runJob({
        files: jobs.files,
        job: 'deploy',
        idToken: jobs.idToken(),
        commands: has,
        shell: [has.sh ?? ''],
      })
      expect(run).toMatchObject({ status: 1, output: '', errors: line, left: [] })
    }
  })
})
