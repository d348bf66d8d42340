// Parameters of a query string or a body, with Rack's nesting: `a[b]=1`, `a[]=1`.
import type { Tree, Value } from './context.ts'

/** Nested parameters from name-value pairs; a repeated `a[]` makes a list, of objects where `a[][b]` is used. */
export function parseParameters(pairs: Iterable<[string, string]>): Tree {
  const result: Tree = {}
  for (const [name, value] of pairs) {
    const head = /^[^[]+/.exec(name)?.[0]
    if (head === undefined) continue
    const rest = [...name.slice(head.length).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
    assign(result, [head, ...rest], value)
  }
  return result
}

function assign(target: Tree, path: string[], value: string): void {
  const [key, next, ...rest] = path
  if (key === undefined || key === '__proto__') return
  if (next === undefined) {
    target[key] = value
  } else if (next === '') {
    const list = asList(target[key])
    target[key] = list
    appendTo(list, rest, value)
  } else {
    const inner = asTree(target[key])
    target[key] = inner
    assign(inner, [next, ...rest], value)
  }
}

function appendTo(list: Value[], path: string[], value: string): void {
  const [key] = path
  if (key === undefined) {
    list.push(value)
    return
  }
  const last = list.at(-1)
  const open = isTree(last) && !(key in last && path.length === 1) ? last : undefined
  const entry = open ?? {}
  if (open === undefined) list.push(entry)
  assign(entry, path, value)
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asTree(value: Value | undefined): Tree {
  return isTree(value) ? value : {}
}

function asList(value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : []
}
