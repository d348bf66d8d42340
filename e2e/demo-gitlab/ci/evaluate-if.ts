// Evaluates `rules:if` (`lib/gitlab/ci/pipeline/expression`): ==, !=, =~, !~, &&, ||, parentheses, null.
import { CiError } from './ci-error.ts'

export type CiVariables = Record<string, string>

type Operand = { text: string | null } | { pattern: RegExp }

const pattern = /\s*(\$\w+|"[^"]*"|'[^']*'|\/(?:\\.|[^/\\])*\/[a-z]*|null|==|!=|=~|!~|&&|\|\||[()])\s*/y

/** True or false as GitLab decides; a malformed expression throws CiError. */
export function evaluateIf(expression: string, variables: CiVariables): boolean {
  const tokens: string[] = []
  for (let at = 0; at < expression.length; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const found = pattern.exec(expression)
    if (found === null) throw new CiError('invalid expression syntax')
    tokens.push(found[1] ?? '')
  }
  const state = { tokens, at: 0, variables }
  const result = either(state)
  if (state.at !== tokens.length) throw new CiError('invalid expression syntax')
  return result
}

interface State {
  tokens: string[]
  at: number
  variables: CiVariables
}

function either(state: State): boolean {
  let result = both(state)
  while (take(state, '||')) {
    const right = both(state)
    result = result || right
  }
  return result
}

function both(state: State): boolean {
  let result = comparison(state)
  while (take(state, '&&')) {
    const right = comparison(state)
    result = result && right
  }
  return result
}

function comparison(state: State): boolean {
  if (take(state, '(')) {
    const result = either(state)
    if (!take(state, ')')) throw new CiError('invalid expression syntax')
    return result
  }
  const left = operand(state)
  for (const operator of ['==', '!=', '=~', '!~']) {
    if (!take(state, operator)) continue
    const right = operand(state)
    if (operator === '==') return textOf(left) === textOf(right)
    if (operator === '!=') return textOf(left) !== textOf(right)
    const matched = patternOf(right).test(textOf(left) ?? '')
    return operator === '=~' ? matched : !matched
  }
  const text = textOf(left)
  return text !== null && text !== ''
}

function operand(state: State): Operand {
  const token = state.tokens[state.at]
  state.at += 1
  if (token === undefined || ['==', '!=', '=~', '!~', '&&', '||', ')', '('].includes(token)) {
    throw new CiError('invalid expression syntax')
  }
  if (token === 'null') return { text: null }
  if (token.startsWith('$')) return { text: state.variables[token.slice(1)] ?? null }
  if (token.startsWith('/')) {
    const end = token.lastIndexOf('/')
    return { pattern: new RegExp(token.slice(1, end), token.slice(end + 1).replace(/[^im]/g, '')) }
  }
  return { text: token.slice(1, -1) }
}

function textOf(value: Operand): string | null {
  return 'text' in value ? value.text : value.pattern.source
}

function patternOf(value: Operand): RegExp {
  if ('pattern' in value) return value.pattern
  const literal = /^\/(.*)\/([a-z]*)$/.exec(value.text ?? '')
  return literal === null ? /(?!)/ : new RegExp(literal[1] ?? '', (literal[2] ?? '').replace(/[^im]/g, ''))
}

function take(state: State, token: string): boolean {
  if (state.tokens[state.at] !== token) return false
  state.at += 1
  return true
}
