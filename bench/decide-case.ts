// One decision: a login, and where it passes a read of each path of the role.
import { accessOf } from '@/lib/core/trust/evaluate-access'
import { evaluateLogin } from '@/lib/core/trust/evaluate-login'
import type { Flavour } from '@/lib/core/trust/flavour'
import type { LoginCase, LoginCases } from './login-cases'

export function decideCase(
  { config, roles, rules }: LoginCases,
  { role, claims, paths }: LoginCase,
  flavour: Flavour,
): { status: number; reads: number } {
  const now = Number(claims.iat)
  const verdict = evaluateLogin({ config, roles, roleName: role, claims, now, source: '127.0.0.1', flavour })
  if (verdict.token === null) return { status: verdict.status, reads: 0 }
  const { policies, alias, metadata } = verdict.token
  const identity = { alias: () => ({ name: alias, metadata }), groups: [] }
  const ask = accessOf(rules, { policies, identity }, now, flavour)
  return { status: 200, reads: paths.filter((path) => ask(path, 'read').allowed).length }
}
