// Random cases judged by the engine and by a server, many at once.
import { randomBytes } from 'node:crypto'
import { type Disagreement, disagreements, engineVerdict } from './compare'
import { asCommandReads, atMoment, type ConformanceCase } from './conformance-case'
import { Desk, type Judgement, type Server } from './judge'
import { Random } from './random'
import { randomCase } from './random-case'
import { shrinkCase } from './shrink-case'
import { createSigner } from './signer'

export type Finding = { given: ConformanceCase; disagreements: Disagreement[] }

export type Report = {
  pairs: number
  seed: number
  /** How often each outcome occurred: writes refused, logins by status and by the first reason, reads. */
  counts: Record<string, number>
  findings: Finding[]
}

const desks = 8
const mostFindings = 20

/** Runs until all pairs are judged, or too many disagree. */
export async function runDifferential(
  server: Server,
  options: { pairs: number; seed: number; shrink: boolean; say?: (line: string) => void },
): Promise<Report> {
  const report: Report = { pairs: 0, seed: options.seed, counts: {}, findings: [] }
  const run = randomBytes(4).toString('hex')
  const signer = createSigner()
  let next = 0
  const work = async (number: number): Promise<void> => {
    const desk = new Desk(server, `cutover-${run}-${number}`, signer)
    await desk.open()
    try {
      while (next < options.pairs && report.findings.length < mostFindings) {
        const id = next++
        const random = new Random(Math.imul(options.seed, 0x9e3779b1) + Math.imul(id, 0x85ebca6b))
        const given = randomCase(random, id, Math.floor(Date.now() / 1000), server.flavour)
        const found = await judgeOne(desk, given, report.counts)
        report.pairs++
        if (report.pairs % 5000 === 0) options.say?.(`${report.pairs} pairs`)
        if (found.length === 0) continue
        const small = options.shrink ? await shrinkCase(given, (tried) => judgeOne(desk, tried, {})) : given
        const again = await judgeOne(desk, small, {})
        report.findings.push({ given: small, disagreements: again.length > 0 ? again : found })
      }
    } finally {
      await desk.close()
    }
  }
  await Promise.all(Array.from({ length: server.namespaces ? desks : 1 }, (_, number) => work(number)))
  return report
}

/** Where the two disagree. Reads are tried for real where capabilities do not tell all. */
export async function judgeOne(
  desk: Desk,
  given: ConformanceCase,
  counts: Record<string, number>,
): Promise<Disagreement[]> {
  const forReal = readsForReal(given)
  // Capabilities are told as for a list, which passes over a final slash.
  const asked = forReal ? given : { ...given, reads: given.reads.filter((path) => !path.endsWith('/')) }
  const judgement = await desk.judge(asked, forReal)
  const read = asCommandReads(atMoment(asked, judgement.now))
  if (!('given' in read)) return [{ what: 'case', engine: read.error, server: null }]
  const verdict = engineVerdict(read.given)
  count(counts, verdict.login.failing[0]?.code ?? 'allowed', judgement)
  return disagreements(verdict, judgement)
}

function readsForReal({ role, policies, reads }: ConformanceCase): boolean {
  const limited = Object.hasOwn(role, 'token_num_uses') || Object.hasOwn(role, 'num_uses')
  const told = Object.values(policies).some((text) => /wrapping_ttl|required_parameters/.test(text))
  return !limited && (told || reads.some((path) => path.endsWith('/')))
}

function count(
  counts: Record<string, number>,
  code: string,
  { configWrite, roleWrite, policyErrors, login, reads }: Judgement,
) {
  const add = (name: string, amount = 1) => {
    counts[name] = (counts[name] ?? 0) + amount
  }
  add(`config ${configWrite.allowed ? 'written' : 'refused'}`)
  add(`role ${roleWrite.allowed ? 'written' : 'refused'}`)
  add('policies refused', Object.keys(policyErrors).length)
  add(`login ${login.status} ${code}`)
  add(login.allowed ? 'logins passed' : 'logins refused')
  for (const allowed of Object.values(reads)) if (login.allowed) add(`reads ${allowed ? 'allowed' : 'denied'}`)
}
