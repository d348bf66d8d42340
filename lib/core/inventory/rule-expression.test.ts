import { describe, expect, it } from 'vitest'
import { evaluateExpression, toRegExp } from './rule-expression'

const decide = (expression: string, text: string) =>
  evaluateExpression(
    expression,
    () => ({ text }),
    () => 'maybe',
  )

describe('a pattern of a rule', () => {
  it('is decided where JavaScript can decide it', () => {
    expect(decide('$CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+$/', 'v1.2.3')).toBe('yes')
    expect(decide('$CI_COMMIT_REF_NAME =~ /^release-.*/', 'main')).toBe('no')
  })

  it('that could keep it busy is not decided, and neither is a long text', () => {
    expect(toRegExp('/a*a*a*a*a*a*b/')).toBeNull()
    expect(toRegExp('/(x{1,9}){2,}a{0,50}b{0,50}c{0,50}d+/')).toBeNull()
    expect(decide('$A =~ /a*a*a*a*a*a*b/', 'a'.repeat(60))).toBe('maybe')
    expect(decide('$A =~ /a*b/', 'a'.repeat(100_000))).toBe('maybe')
  })
})
