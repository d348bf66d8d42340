// Where the engine and a server disagree on a case.
import type { CaseVerdict } from '@/lib/core/trust/evaluate-case'
import { brokenOff, type Judgement, type Write } from './judge'

export type Disagreement = { what: string; engine: unknown; server: unknown }

/** Texts count as agreed where the server's is among those that it may print. */
export function disagreements(verdict: CaseVerdict, server: Judgement): Disagreement[] {
  const found: Disagreement[] = []
  const check = (what: string, engine: unknown, theirs: unknown): void => {
    if (JSON.stringify(engine) !== JSON.stringify(theirs)) found.push({ what, engine, server: theirs })
  }
  found.push(...ofWrite('configWrite', verdict.configWrite, server.configWrite))
  found.push(...ofWrite('roleWrite', verdict.roleWrite, server.roleWrite))
  check('policyErrors', sorted(answered(verdict.policyErrors, server)), sorted(answered(server.policyErrors, server)))
  const { login } = verdict
  // Of several failing bound claims any may come first: the connection closes if it is the one that cannot be compared.
  const panicked = server.login.status === 0 && login.failing.some(({ code }) => code === 'server_panics')
  check('login.allowed', login.allowed, server.login.allowed)
  if (!panicked) check('login.status', login.status, server.login.status)
  if (!panicked && !login.allowed && !server.login.allowed && !login.reported.includes(server.login.error ?? '')) {
    found.push({ what: 'login.error', engine: login.reported, server: server.login.error })
  }
  check('login.policies', login.policies, server.login.policies)
  check('login.ttl', login.ttl, server.login.ttl)
  const reads = Object.entries(verdict.reads).map(([path, read]): [string, boolean] => [path, read.allowed])
  if (server.reads !== null) check('reads', sorted(Object.fromEntries(reads)), sorted(server.reads))
  return found
}

/** A few broken policies make the server panic: it refuses them without a text. */
function answered(policyErrors: Record<string, string>, server: Judgement): Record<string, string> {
  const entries = Object.entries(policyErrors).map(([name, text]): [string, string] => [
    name,
    server.policyErrors[name] === brokenOff ? brokenOff : text,
  ])
  return Object.fromEntries(entries)
}

function ofWrite(what: string, engine: { allowed: boolean; errors: string[] }, server: Write): Disagreement[] {
  if (engine.allowed === server.allowed && (engine.allowed || engine.errors.includes(server.error ?? ''))) return []
  return [{ what, engine, server }]
}

function sorted<T>(texts: Record<string, T>): [string, T][] {
  return Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))
}
