import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flavourOf } from '../flavour'
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
  it('reads HCL with comments, heredocs, lists over lines and old-style policies', () => {
    const text = `# why
path "secret/data/*" { # here
  capabilities = ["read", /* and */
    "list",]
}
path "/a/+/b" { policy = "write" }
"path" "x" { capabilities = [<<E
deny
