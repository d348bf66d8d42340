// Random cases judged by the engine and by a server, many at once.
import { randomBytes } from 'node:crypto'
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import { type Disagreement, disagreements } from './compare'
import { asCommandReads, atMoment, type ConformanceCase } from './conformance-case'
import { errorRowOf, noErrorRows, type RowKind } from './error-rows'
import { exactStringify } from './exact-stringify'
import { brokenOff, Desk, type Judgement, type Server } from './judge'
import { Random } from './random'
import { randomCase } from './random-case'
import { shrinkCase } from './shrink-case'
import { createSigner } from './signer'

/** A case as the server judged it, and where the engine judges otherwise. */
export type Finding = { given: ConformanceCase; judgement: Judgement; disagreements: Disagreement[] }

export type Report = {
  pairs: number
  seed: number
  /** How often each outcome occurred, and each row of errors as the server printed it; rows never reached are 0. */
  counts: Record<string, number>
  findings: Finding[]
}

export type DifferentialOptions = {
  pairs: number
  seed: number
  shrink: boolean
  /** Judged in place of random ones. */
  cases?: ConformanceCase[]
  /** Is told each judged case. */
  judged?: (finding: Finding) => void
  say?: (line: string) => void
  /** Ends the run early; what was made is taken away. */
  signal?: AbortSignal
}

const desks = 8
const mostFindings = 20

/** Runs until all pairs are judged, or too many disagree. Throws, with the cases at hand, where the server is gone. */
export async function runDifferential(server: Server, options: DifferentialOptions): Promise<Report> {
  const report: Report = { pairs: 0, seed: options.seed, counts: noErrorRows(), findings: [] }
  const run = randomBytes(4).toString('hex')
  const signer = createSigner()
  let next = 0
  const atHand = new Map<number, ConformanceCase>()
  const work = async (number: number): Promise<void> => {
    const desk = new Desk(server, `cutover-${run}-${number}`, signer)
    try {
      await desk.open()
      while (!options.signal?.aborted && next < options.pairs && report.findings.length < mostFindings) {
        const id = next++
        const random = new Random(Math.imul(options.seed, 0x9e3779b1) + Math.imul(id, 0x85ebca6b))
        const now = Math.floor(Date.now() / 1000)
        const given = options.cases?.[id] ?? randomCase(random, id, now, server.flavour)
        atHand.set(number, given)
        const found = await judgeOne(desk, given)
        atHand.delete(number)
        count(report.counts, found)
        options.judged?.(found)
        report.pairs++
        if (report.pairs % 5000 === 0) options.say?.(`${report.pairs} pairs, ${report.findings.length} disagreements`)
        if (found.disagreements.length === 0) continue
        const judge = async (tried: ConformanceCase) => (await judgeOne(desk, tried)).disagreements
        const small = await judgeOne(desk, options.shrink ? await shrinkCase(given, judge) : given)
        report.findings.push(small.disagreements.length > 0 ? small : found)
      }
    } finally {
      await desk.close()
    }
  }
  const works = Array.from({ length: desks }, (_, number) => work(number))
  const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected')
  if (failed === undefined) return report
  const cases = [...atHand.values()].map((given) => exactStringify(given))
  const message = `The server answered no more (${String(failed.reason)}) at one of these pairs of seed ${options.seed}:`
  throw new Error([message, ...cases].join('\n'), { cause: failed.reason })
}

/** Judges a case by both; again where they disagree and the clock went on meanwhile, since a second may decide. */
export async function judgeOne(desk: Desk, given: ConformanceCase): Promise<Finding & { code: string }> {
  for (let tries = 1; ; tries++) {
    const found = await judgeOnce(desk, given)
    const agreed = found.disagreements.length === 0
    if (agreed || tries === 3 || found.judgement.now === Math.floor(Date.now() / 1000)) return found
  }
}

/** Reads are tried for real where capabilities do not tell all. */
async function judgeOnce(desk: Desk, given: ConformanceCase): Promise<Finding & { code: string }> {
  const asked = desk.fit({ ...given, reads: readsToAsk(given) })
  const judgement = await desk.judge(asked, capabilitiesDiffer(given))
  const then = atMoment(asked, judgement.now)
  const read = asCommandReads(then)
  if (!('given' in read)) throw new Error(`Not a case: ${read.error}`)
  const verdict = evaluateCase(read.given)
  const code = verdict.login.failing[0]?.code ?? 'allowed'
  return { given: then, judgement, disagreements: disagreements(verdict, judgement), code }
}

/** Capabilities are told as for a list, which passes over a final slash, and without limits on requests. */
function capabilitiesDiffer({ policies, reads }: ConformanceCase): boolean {
  const limited = Object.values(policies).some((text) => /wrapping_ttl|required_parameters/.test(text))
  return limited || reads.some((path) => path.endsWith('/'))
}

/** A token that may be used a few times only cannot be tried for real more often. */
function readsToAsk(given: ConformanceCase): string[] {
  const counted = Object.hasOwn(given.role, 'token_num_uses') || Object.hasOwn(given.role, 'num_uses')
  return counted && capabilitiesDiffer(given) ? [] : given.reads
}

function count(counts: Record<string, number>, { judgement, code }: { judgement: Judgement; code: string }): void {
  const { configWrite, roleWrite, policyErrors, login, reads } = judgement
  const add = (name: string, amount = 1) => {
    counts[name] = (counts[name] ?? 0) + amount
  }
  const errorOf = (kind: RowKind, text: string | null, panicked = false) => {
    add(errorRowOf(kind, panicked ? brokenOff : (text ?? '')))
  }
  add(`config ${configWrite.allowed ? 'written' : 'refused'}`)
  if (!configWrite.allowed) errorOf('config', configWrite.error)
  add(`role ${roleWrite.allowed ? 'written' : 'refused'}`)
  if (!roleWrite.allowed) errorOf('role', roleWrite.error)
  for (const text of Object.values(policyErrors)) errorOf('policy', text)
  add('policies refused', Object.keys(policyErrors).length)
  if (!login.allowed) errorOf('login', login.error, login.status === 0)
  add(`login ${login.status} ${code}`)
  add(login.allowed ? 'logins passed' : 'logins refused')
  for (const allowed of Object.values(reads ?? {})) if (login.allowed) add(`reads ${allowed ? 'allowed' : 'denied'}`)
}
