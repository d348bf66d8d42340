// Which rule of a `rules:` list applies: `if`, `exists`; `changes` counts as changed.
import { type CiVariables, evaluateIf } from './evaluate-if.ts'
import { globPattern } from './glob-pattern.ts'
import { type CiMap, isMap } from './parse-ci-yaml.ts'

/** The first rule that matches, or undefined. Rules may be nested lists, as `!reference` makes them. */
export function matchRules(rules: unknown, variables: CiVariables, paths: string[]): CiMap | undefined {
  const list = (Array.isArray(rules) ? rules.flat(10) : [rules]).filter(isMap)
  return list.find((rule) => {
    if (typeof rule.if === 'string' && !evaluateIf(rule.if, variables)) return false
    return rule.exists === undefined || exists(rule.exists, variables, paths)
  })
}

function exists(wanted: unknown, variables: CiVariables, paths: string[]): boolean {
  const patterns = isMap(wanted) ? wanted.paths : wanted
  const list = Array.isArray(patterns) ? patterns : [patterns]
  return list.some((one) => {
    const pattern = globPattern(expand(String(one), variables).replace(/^\//, ''))
    return paths.some((path) => pattern.test(path))
  })
}

/** `$NAME` and `${NAME}` replaced; an unknown one becomes empty. */
export function expand(text: string, variables: CiVariables): string {
  return text.replace(/\$\{(\w+)\}|\$(\w+)/g, (_whole, braced: string | undefined, plain: string | undefined) => {
    return variables[braced ?? plain ?? ''] ?? ''
  })
}
