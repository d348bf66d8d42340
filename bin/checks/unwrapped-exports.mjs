// Server actions and route handlers are public addresses: each must go through the wrapper that checks who calls.
import { onlyCode } from './only-code.mjs'

const kinds = [
  {
    file: /^app\/(?:.*\/)?actions\.ts$/,
    wrapper: /^\s*(?:protectedAction|publicAction)\s*(?:<[^=;]*>)?\s*\(/,
    wanted: 'protectedAction or publicAction',
    every: true,
  },
  {
    file: /^app\/(?:.*\/)?route\.ts$/,
    wrapper: /^\s*(?:protectedRoute|publicRoute)\s*(?:<[^=;]*>)?\s*\(/,
    wanted: 'protectedRoute or publicRoute',
    every: false,
  },
]
const handlers = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** `[{ name, line, wanted }]` for the exports of a file that no wrapper makes. Types are no exports of code. */
export function unwrappedExports(file, source) {
  const kind = kinds.find((one) => one.file.test(file))
  if (!kind) return []
  const text = onlyCode(source)
  const found = []
  const at = (index) => text.slice(0, index).split('\n').length
  const report = (name, index) => found.push({ name, line: at(index), wanted: kind.wanted })
  for (const match of text.matchAll(/^export\s+(?!type\b|interface\b)/gm)) {
    const rest = text.slice(match.index + match[0].length)
    const constant = /^const\s+([A-Za-z_$][\w$]*)\s*(?::[^=]*)?=(?!>)/.exec(rest)
    const named = /^(?:async\s+)?(?:function\*?|class|let|var)\s+([A-Za-z_$][\w$]*)/.exec(rest)
    if (constant) {
      const judged = kind.every || handlers.includes(constant[1])
      if (judged && !kind.wrapper.test(rest.slice(constant[0].length))) report(constant[1], match.index)
    } else if (named) {
      if (kind.every || handlers.includes(named[1])) report(named[1], match.index)
    } else {
      // Lists, defaults, destructuring and re-exports hide what they export, so they are refused as a whole.
      report('this form of export', match.index)
    }
  }
  return found
}
