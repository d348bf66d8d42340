// The whole demo estate on a real server: what the binding table promises is read, and nothing else is.
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { inParallel } from '@/lib/services/in-parallel'
import { askRunner, buildRunner } from './ask-runner'
import { type Attempt, asksForProduction, estateAttempts } from './estate-attempts'
import { type PreparedEstate, prepareEstate } from './prepare-estate'
import { readEverything } from './read-everything'
import { runnerQuestions } from './runner-questions'
import { tryAttempt } from './try-attempt'
import { intruders, tryIntruders } from './try-intruders'

let prepared: PreparedEstate | null = null
let runner: string | null = null
let noServer = ''
let noRunner = ''
const say = (line: string) => process.stderr.write(`${line}\n`)

beforeAll(async () => {
  const [estate, program] = await Promise.all([prepareEstate(say), buildRunner(say)])
  if ('skip' in estate) noServer = estate.skip
  else prepared = estate
  if ('skip' in program) noRunner = program.skip
  else runner = program.file
}, 900_000)

afterAll(async () => {
  await prepared?.close()
})

const said = new Set<string>()

/** Where CI=true nothing may be left out. The reason is printed once. */
function leaveOut(context: TestContext, reason: string): never {
  if (!said.has(reason)) say(`The estate was not tried on a real server: ${reason}.`)
  said.add(reason)
  expect(process.env.CI, 'Where CI=true nothing is left out').not.toBe('true')
  return context.skip(reason)
}

/** Those that the binding table lets in for certain. */
function passingAttempts({ model, rows }: PreparedEstate): Attempt[] {
  return estateAttempts(model, rows).filter((attempt) => attempt.certain && attempt.rows.length > 0)
}

describe('the demo estate on a real server', () => {
  it('reads what the binding table promises and is refused the rest, merge requests on production first', {
    timeout: 300_000,
  }, async (context) => {
    if (prepared === null) return leaveOut(context, noServer)
    const { demo, server, model, rows, values, flavour, applied } = prepared
    const counts = { logins: 0, passed: 0, refused: 0, refusedOnProduction: 0, promised: 0, resolved: 0 }
    const faults: string[] = []
    await inParallel(8, estateAttempts(model, rows), async (attempt) => {
      const tried = await tryAttempt(server, model, values, attempt, demo.signIdToken(attempt.claims))
      counts.logins++
      if (tried.loggedIn) counts.passed++
      else counts.refused++
      if (!tried.loggedIn && asksForProduction(attempt)) counts.refusedOnProduction++
      if (attempt.certain || tried.loggedIn) counts.promised += attempt.rows.length
      counts.resolved += tried.resolved
      faults.push(...tried.faults)
    })
    say(`The estate on ${flavour}: ${JSON.stringify({ ...applied, rows: rows.length, ...counts })}`)
    expect(faults).toEqual([])
    expect(counts.resolved).toBe(counts.promised)
    expect(counts.refusedOnProduction).toBeGreaterThan(0)
  })

  it('lets a token read what its policies list, a merge request no path of production, and write nothing', {
    timeout: 300_000,
  }, async (context) => {
    if (prepared === null) return leaveOut(context, noServer)
    const { demo, server, model, values } = prepared
    const counts = {
      tokens: 0,
      ofMergeRequests: 0,
      readable: 0,
      refusedReads: 0,
      refusedProduction: 0,
      refusedWrites: 0,
    }
    const faults: string[] = []
    const each = new Map<string, Attempt>()
    for (const attempt of passingAttempts(prepared))
      each.set(`${attempt.role.role.name} ${attempt.trigger === 'merge-request'}`, attempt)
    await inParallel(8, [...each.values()], async (attempt) => {
      const tried = await tryAttempt(server, model, values, attempt, demo.signIdToken(attempt.claims))
      const besides = await readEverything(server, model, values, { attempt, tried })
      counts.tokens++
      if (attempt.trigger === 'merge-request') counts.ofMergeRequests++
      counts.readable += besides.readable
      counts.refusedReads += besides.refusedReads
      counts.refusedProduction += besides.refusedProduction
      counts.refusedWrites += besides.refusedWrites
      faults.push(...tried.faults, ...besides.faults)
    })
    say(`Every path by a token of each role: ${JSON.stringify(counts)}`)
    expect(faults).toEqual([])
    expect(counts.refusedProduction).toBeGreaterThan(0)
    expect(counts.refusedReads).toBeGreaterThan(counts.readable)
  })

  it('lets in no job of another project and no token that is not as GitLab signs it for this Vault', {
    timeout: 300_000,
  }, async (context) => {
    if (prepared === null) return leaveOut(context, noServer)
    const stranger = await startDemoGitlab()
    const { demo, server, model } = prepared
    const each = new Map(passingAttempts(prepared).map((attempt) => [attempt.role.role.name, attempt]))
    const all = intruders({ demo, model, stranger }, [...each.values()])
    const { refused, faults } = await tryIntruders(server, model, all)
    await stranger.close()
    say(`Tokens of others and altered ones: ${JSON.stringify({ roles: each.size, tokens: all.length, refused })}`)
    expect(faults).toEqual([])
    expect(each.size).toBe(prepared.planned.plan.roles.length)
  })

  it.for(['file', 'inline'] as const)(
    "gives GitLab Runner's own code every secret of the changed CI configuration, placement %s, and only where promised",
    { timeout: 300_000 },
    async (placement, context) => {
      if (prepared === null || runner === null) return leaveOut(context, prepared === null ? noServer : noRunner)
      const { questions, faults, ...found } = await runnerQuestions(prepared, placement)
      const answers = await askRunner(
        runner,
        questions.map(({ secret }) => secret),
      )
      const counts = { asked: questions.length, resolved: 0, refused: 0, refusedOnProduction: 0 }
      for (const [at, { name, wanted, refusals, production }] of questions.entries()) {
        const { value, error } = answers[at] ?? {}
        if (wanted !== null && value === wanted) counts.resolved++
        else if (wanted === null && value === undefined && refusals.some((text) => error?.includes(text))) {
          counts.refused++
          if (production) counts.refusedOnProduction++
        } else faults.push(`${name}: ${value === undefined ? error : wanted === null ? 'is read' : 'other bytes'}`)
      }
      say(`GitLab Runner's code, placement ${placement}: ${JSON.stringify({ ...found, ...counts })}`)
      expect(faults).toEqual([])
      expect(counts.resolved).toBeGreaterThan(0)
      expect(counts.refusedOnProduction).toBeGreaterThan(0)
    },
  )
})
