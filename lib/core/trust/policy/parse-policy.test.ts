import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavourOf } from '@/lib/core/trust/flavour'
import { parsePolicy } from './parse-policy'

const now = 1_764_000_000

function parse(text: string, name = 'openbao 2.4.0') {
  const flavour = flavourOf(name)
  if (!flavour) throw new Error(name)
  return parsePolicy(text, flavour, now)
}

function rulesOf(text: string) {
  const parsed = parse(text)
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.rules.map(({ pattern, capabilities, line }) => [pattern.shown, [...capabilities].join(' '), line])
}

describe('parsePolicy', () => {
  it('reads HCL with comments, lists over lines and old-style policies', () => {
    const text = [
      '# why',
      'path "secret/data/*" { # here',
      '  capabilities = ["read", /* and */',
      '    "list",]',
      '}',
      'path "/a/+/b" { policy = "write" }',
      '"path" "x" { capabilities = ["update", "deny"] }',
    ]
    expect(rulesOf(text.join('\n'))).toEqual([
      ['secret/data/*', 'read list', 2],
      ['a/+/b', 'create read update delete list', 6],
      ['x', 'deny', 7],
    ])
  })

  it('reads heredocs with their line ends', () => {
    expect(parse('path "x" { capabilities = [<<X\ndeny\nX\n] }')).toEqual({
      error: 'failed to parse policy: path "x": invalid capability "deny\\n"',
    })
    expect(rulesOf('path "x" {\n  policy = "read"\n  comment = <<-XX\n    a\n    XX\n}')).toEqual([
      ['x', 'read list', 1],
    ])
  })

  it('reads JSON, also in the forms that only hcl takes', () => {
    const rules = [
      ['a', 'read', 0],
      ['b/*', 'list', 0],
    ]
    expect(rulesOf('{"path": {"a": {"capabilities": ["read"]}, "b/*": {"capabilities": ["list"]}}}')).toEqual(rules)
    expect(rulesOf(' {"path": [{"a": {"capabilities": ["read"]}}, {"b/*": {"capabilities": ["list"]}}]')).toEqual(rules)
  })

  it.each([
    ['path "x" { capabilities = ["write"] }', 'path "x": invalid capability "write"'],
    [
      'path "x" {\n  capability = ["read"]\n}',
      '1 error occurred:\n\t* path "x": invalid key "capability" on line 2\n\n',
    ],
    ['a = 1\nb = 2', '2 errors occurred:\n\t* invalid key "a" on line 1\n\t* invalid key "b" on line 2\n\n'],
    ['path "a/+*" {}', 'path "a/+*": invalid use of wildcards (\'+*\' is forbidden)'],
    ['path "{{a" {}', 'failed to validate policy templating: unbalanced templating characters'],
    ['path "x" { capabilities = "read" }', 'path "x": At 1:27: unknown slice type: *ast.LiteralType'],
    [
      'path "x" { capabilities = [true] }',
      'path "x": At 1:28: root.Capabilities[0]: unknown type for string *ast.LiteralType',
    ],
    ['path "x" { policy = "x" }', 'path "x": invalid policy "x"'],
    ['path = "x"', 'path "path": cannot check HCL keys of type *ast.LiteralType'],
    ['path "x" {', 'At 1:12: object expected closing RBRACE got: EOF'],
    ['path "x" { a = }', 'At 1:17: object expected closing RBRACE got: EOF'],
    ['path "x" { a = [1 2] }', 'At 1:19: error parsing list, expected comma or list end, got: NUMBER'],
    ["path 'x' {}", 'At 1:6: illegal char'],
    ['path "x', 'At 1:8: literal not terminated'],
    ['path', "At 1:6: key 'path' expected start of object ('{') or assignment ('=')"],
    ['{"path": {"a": {"capabilities": ["read"]}}, "x": 1}', '1 error occurred:\n\t* invalid key "x" on line 1\n\n'],
    ['{"path": "\\x"}<<X', '1:13: illegal char escape'],
    ['path "x" { min_wrapping_ttl = true }', 'error parsing min_wrapping_ttl: could not parse duration from input'],
    [
      'path "x" { min_wrapping_ttl = "2h"\n max_wrapping_ttl = "1h" }',
      'max_wrapping_ttl cannot be less than min_wrapping_ttl',
    ],
  ])('refuses %j as the server does', (text, error) => {
    expect(parse(text)).toEqual({ error: `failed to parse policy: ${error}` })
  })

  it('does not look at a block that has expired', () => {
    expect(rulesOf('path "x" { capabilities = ["wrong"]\n expiration = "2001-01-01T00:00:00Z" }')).toEqual([])
    expect(rulesOf('path "x" { capabilities = ["read"]\n expiration = "2091-01-01T00:00:00Z" }')).toHaveLength(1)
  })

  it('refuses a key that is given twice on Vault from 1.21 on', () => {
    const text = 'path "x" {\n  capabilities = ["read"]\n  capabilities = ["list"]\n}'
    expect(rulesOf(text)).toEqual([['x', 'read list', 1]])
    const twice = 'The argument "capabilities" at 3:3 was already set. Each argument can only be defined once'
    expect(parse(text, 'vault 1.21.0')).toEqual({ error: `failed to parse policy: ${twice}` })
  })

  it('knows the capabilities of each server', () => {
    const text = (name: string) => `path "x" { capabilities = ["${name}"] }`
    expect('rules' in parse(text('scan'))).toBe(true)
    expect('rules' in parse(text('scan'), 'vault 1.21.0')).toBe(false)
    expect('rules' in parse(text('subscribe'), 'vault 1.21.0')).toBe(true)
  })

  it('gives back every path and capability that is written plainly', () => {
    const path = fc.stringMatching(/^[a-z]{1,4}(\/[a-z+]{1,3}){0,3}\*?$/).filter((text) => !text.includes('+*'))
    const capabilities = fc.subarray(['create', 'read', 'update', 'delete', 'list', 'patch', 'sudo'])
    fc.assert(
      fc.property(path, capabilities, (shown, names) => {
        const list = JSON.stringify(names)
        expect(rulesOf(`path "${shown}" { capabilities = ${list} }`)).toEqual([[shown, names.join(' '), 1]])
        expect(rulesOf(`{"path":{"${shown}":{"capabilities":${list}}}}`)).toEqual([[shown, names.join(' '), 0]])
      }),
    )
  })

  it('never fails in another way, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'path"x{}[]=,#/*<\\$\n 1.e-') }), (text) => {
        const parsed = parse(text)
        expect('error' in parsed || Array.isArray(parsed.rules)).toBe(true)
      }),
    )
  })
})
