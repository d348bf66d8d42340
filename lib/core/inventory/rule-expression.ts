// GitLab's `rules:if` expressions, decided as far as the pipeline is known.
import type { Tri } from './consumer'
import { matchesScope } from './environment-scope'
import { allOf, anyOf, not, triOf } from './tri'

/**
 * What is known of a variable in some pipeline: its text, that it is not set (`null`), or only that it is set to
 * something that none of `never` matches (scopes with `*`).
 */
export type KnownValue = { text: string | null } | { some: true; never: readonly string[] }

/** Answers what is known of a variable; `undefined` where nothing is. */
export type Lookup = (name: string) => KnownValue | undefined

/** Decides whether a set but unknown text, never one of `never`, may match a regular expression. */
export type PatternJudge = (pattern: RegExp, never: readonly string[]) => Tri

type Operand = { kind: 'value'; value: KnownValue | undefined } | { kind: 'pattern'; pattern: RegExp | null }

const token = /\s*(&&|\|\||==|!=|=~|!~|\(|\)|\$\{?\w+\}?|"[^"]*"|'[^']*'|null\b|\/(?:\\.|[^/\\])+\/[ismU]*)/y

/**
 * Takes the text of an `if` and what is known, and gives whether it holds. What cannot be parsed or known is `maybe`.
 * `&&` binds tighter than `||`. Source: GitLab `lib/gitlab/ci/pipeline/expression/`.
 */
export function evaluateExpression(text: string, lookup: Lookup, judge: PatternJudge): Tri {
  const tokens = tokenize(text)
  if (!tokens) return 'maybe'
  const reader = { tokens, at: 0 }
  const result = readOr(reader, lookup, judge, 0)
  return reader.at === tokens.length ? result : 'maybe'
}

function tokenize(text: string): string[] | null {
  const tokens: string[] = []
  let at = 0
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at
    const match = token.exec(text)
    if (!match?.[1]) return null
    tokens.push(match[1])
    at = token.lastIndex
  }
  return tokens
}

type Reader = { tokens: string[]; at: number }

function readOr(reader: Reader, lookup: Lookup, judge: PatternJudge, depth: number): Tri {
  const parts = [readAnd(reader, lookup, judge, depth)]
  while (reader.tokens[reader.at] === '||') {
    reader.at++
    parts.push(readAnd(reader, lookup, judge, depth))
  }
  return anyOf(parts)
}

function readAnd(reader: Reader, lookup: Lookup, judge: PatternJudge, depth: number): Tri {
  const parts = [readComparison(reader, lookup, judge, depth)]
  while (reader.tokens[reader.at] === '&&') {
    reader.at++
    parts.push(readComparison(reader, lookup, judge, depth))
  }
  return allOf(parts)
}

function readComparison(reader: Reader, lookup: Lookup, judge: PatternJudge, depth: number): Tri {
  if (reader.tokens[reader.at] === '(' && depth < 50) {
    reader.at++
    const inner = readOr(reader, lookup, judge, depth + 1)
    if (reader.tokens[reader.at++] !== ')') return 'maybe'
    return inner
  }
  const left = operand(reader.tokens[reader.at++], lookup)
  const operator = reader.tokens[reader.at]
  if (operator === '==' || operator === '!=' || operator === '=~' || operator === '!~') {
    reader.at++
    const right = operand(reader.tokens[reader.at++], lookup)
    const positive = operator === '==' || operator === '!=' ? equal(left, right) : matches(left, right, judge)
    return operator.startsWith('!') ? not(positive) : positive
  }
  return truthy(left)
}

function operand(text: string | undefined, lookup: Lookup): Operand {
  if (text === undefined) return { kind: 'value', value: undefined }
  if (text === 'null') return { kind: 'value', value: { text: null } }
  if (text.startsWith('$')) return { kind: 'value', value: lookup(text.replace(/^\$\{?|\}$/g, '')) }
  if (text.startsWith('"') || text.startsWith("'")) return { kind: 'value', value: { text: text.slice(1, -1) } }
  return { kind: 'pattern', pattern: toRegExp(text) }
}

/** More repetitions, and longer texts, could keep JavaScript's backtracking busy for minutes, which RE2 never is. */
const mostRepetitions = 4
const longestText = 200

/** GitLab's patterns are RE2 with Ruby's anchors; what JavaScript cannot compile or decide quickly is not decided. */
export function toRegExp(text: string): RegExp | null {
  const end = text.lastIndexOf('/')
  const body = text.slice(1, end)
  if (/\\[AzZpPQC]|\(\?[^:]|[+*?}][+*]|\)[*+{]/.test(body)) return null
  const repetitions = body.replace(/\\./g, '').match(/[*+]|\{\d+,/g) ?? []
  if (repetitions.length > mostRepetitions) return null
  try {
    const flags = text.slice(end + 1)
    return new RegExp(
      body,
      `${flags.includes('i') ? 'i' : ''}m${flags.includes('s') || flags.includes('m') ? 's' : ''}`,
    )
  } catch {
    return null
  }
}

function truthy(value: Operand): Tri {
  if (value.kind === 'pattern' || value.value === undefined) return 'maybe'
  return 'some' in value.value ? 'yes' : triOf(value.value.text !== null && value.value.text !== '')
}

function equal(left: Operand, right: Operand): Tri {
  if (left.kind === 'pattern' || right.kind === 'pattern') return 'maybe'
  const [a, b] = [left.value, right.value]
  if (a === undefined || b === undefined) return 'maybe'
  if ('some' in a) return 'some' in b ? 'maybe' : someEquals(a.never, b.text)
  return 'some' in b ? someEquals(b.never, a.text) : triOf(a.text === b.text)
}

function someEquals(never: readonly string[], text: string | null): Tri {
  if (text === null || text === '') return 'no'
  return never.some((scope) => matchesScope(scope, text)) ? 'no' : 'maybe'
}

function matches(left: Operand, right: Operand, judge: PatternJudge): Tri {
  if (left.kind === 'pattern' || right.kind !== 'pattern' || !right.pattern || left.value === undefined) return 'maybe'
  if ('some' in left.value) return judge(right.pattern, left.value.never)
  const { text } = left.value
  if (text !== null && text.length > longestText) return 'maybe'
  return triOf(text !== null && right.pattern.test(text))
}
