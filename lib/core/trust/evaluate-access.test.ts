import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateAccess, type Operation } from './evaluate-access'
import { flavourOf } from './flavour'
import { evaluatePolicyWrite } from './policy/evaluate-policy-write'
import type { PolicyRule } from './policy/parse-policy'

const now = 1_764_000_000
const metadata = { project_id: '22', project_path: 'grp/app' }

function access(policies: Record<string, string>, path: string, operation: Operation = 'read', name = 'openbao 2.4.0') {
  const flavour = flavourOf(name)
  if (!flavour) throw new Error(name)
  const written = new Map<string, PolicyRule[]>()
  for (const [policy, text] of Object.entries(policies)) {
    const verdict = evaluatePolicyWrite(policy, text, flavour, now)
    if (!verdict.allowed) throw new Error(verdict.errors[0])
    written.set(verdict.written.name, verdict.written.rules)
  }
  const alias = (accessor: string) => (accessor === 'acc' ? { name: '22', metadata } : null)
  const token = { policies: [...written.keys(), 'missing'], identity: { alias, groups: [] } }
  return evaluateAccess({ policies: written, path, operation, token, now, flavour })
}

const rule = (path: string, ...capabilities: string[]) =>
  `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }\n`

describe('evaluateAccess', () => {
  it('names the policy, its line and pattern', () => {
    expect(access({ app: `\n${rule('secret/data/app/*', 'read')}` }, 'secret/data/app/db')).toEqual({
      allowed: true,
      by: { policy: 'app', line: 2, pattern: 'secret/data/app/*' },
      decider: { policy: 'app', line: 2, pattern: 'secret/data/app/*' },
      reason: null,
    })
  })

  it.each([
    ['an exact rule comes before all others', rule('a/*', 'read') + rule('a/b', 'list'), 'a/b', 'not_granted'],
    ['the longest prefix decides', rule('a/*', 'read') + rule('a/b*', 'list'), 'a/bc', 'not_granted'],
    ['deny below a more specific rule does not count', rule('a/*', 'deny') + rule('a/b', 'read'), 'a/b', null],
    ['deny of the same pattern does', rule('a/*', 'read') + rule('a/*', 'deny'), 'a/b', 'deny'],
    ['a wildcard further right wins', rule('a/+/c', 'read') + rule('a/b/*', 'list'), 'a/b/c', 'not_granted'],
    ['a whole pattern beats a prefix', rule('a/+/c', 'read') + rule('a/+/*', 'list'), 'a/b/c', null],
    ['fewer wildcards win', rule('a/+/+', 'list') + rule('a/+/c', 'read'), 'a/b/c', null],
    ['a longer pattern wins', rule('a/+/b*', 'list') + rule('a/+/bc*', 'read'), 'a/x/bcd', null],
    ['a plus is one segment', rule('a/+', 'read'), 'a/b/c', 'no_rule'],
    ['a prefix knows no segments', rule('a/app*', 'read'), 'a/app2/x', null],
    ['a prefix with a slash does not hold the path without it', rule('a/app/*', 'read'), 'a/app', 'no_rule'],
    ['an asterisk elsewhere is a letter', rule('a/*/b', 'read'), 'a/x/b', 'no_rule'],
    ['no capabilities shadow others', rule('a/*', 'read') + rule('a/b'), 'a/b', 'not_granted'],
  ])('%s', (_, text, path, reason) => {
    expect(access({ app: text }, path).reason).toBe(reason)
  })

  it('joins what policies grant on one pattern, and a deny of one is a deny of all', () => {
    const policies = { a: rule('x', 'list'), b: rule('x', 'read') }
    expect(access(policies, 'x').by?.policy).toBe('b')
    expect(access({ ...policies, c: rule('x', 'deny') }, 'x')).toMatchObject({ reason: 'deny', by: null })
  })

  it('lets a list pass over the final slash', () => {
    const policies = { app: rule('a/b', 'list') }
    expect(access(policies, 'a/b/', 'list').allowed).toBe(true)
    expect(access(policies, 'a/b/', 'read').allowed).toBe(false)
  })

  it('tries a list with its slash first from OpenBao 2.6 on', () => {
    const policies = { app: rule('a/+', 'list') + rule('a/+/*', 'deny') }
    expect(access(policies, 'a/b/', 'list', 'openbao 2.4.0').allowed).toBe(true)
    expect(access(policies, 'a/b/', 'list', 'openbao 2.6.0').reason).toBe('deny')
  })

  it('fills templates from the alias, and drops a block whose value is missing', () => {
    const text = (key: string) => rule(`a/{{identity.entity.aliases.${key}}}/db`, 'read')
    expect(access({ app: text('acc.metadata.project_id') }, 'a/22/db').allowed).toBe(true)
    expect(access({ app: text('acc.name') }, 'a/22/db').allowed).toBe(true)
    expect(access({ app: text('acc.metadata.nope') }, 'a//db').reason).toBe('no_rule')
    expect(access({ app: text('other.name') }, 'a/22/db').reason).toBe('no_rule')
  })

  it('puts no value with a slash into a path from OpenBao 2.6 on', () => {
    const policies = { app: rule('a/{{identity.entity.aliases.acc.metadata.project_path}}/db', 'read') }
    expect(access(policies, 'a/grp/app/db').allowed).toBe(true)
    expect(access(policies, 'a/grp/app/db', 'read', 'openbao 2.6.0').allowed).toBe(false)
  })

  it('does not let a plain read through where wrapping or a parameter is asked for', () => {
    const limited = (line: string) => `path "x" {\n capabilities = ["read"]\n ${line}\n}`
    expect(access({ app: limited('min_wrapping_ttl = "1m"') }, 'x').reason).toBe('needs_wrapping')
    expect(access({ app: limited('required_parameters = ["version"]') }, 'x').reason).toBe('needs_parameters')
  })

  it('does not depend on the order of rules', () => {
    const path = fc.constantFrom('a/b/c', 'a/*', 'a/b*', '+/b/c', 'a/+/c', 'a/+/*', '*', 'a/b/+', '+/+/+')
    const capabilities = fc.constantFrom<string[]>(['read'], ['list'], ['deny'], [])
    fc.assert(
      fc.property(fc.array(fc.tuple(path, capabilities), { maxLength: 6 }), (rules) => {
        const texts = rules.map(([shown, names]) => rule(shown, ...names))
        const verdict = access({ app: texts.join('') || '# none' }, 'a/b/c')
        const turned = access({ app: texts.reverse().join('') || '# none' }, 'a/b/c')
        expect([turned.allowed, turned.reason]).toEqual([verdict.allowed, verdict.reason])
      }),
    )
  })
})
