// Values of a policy's path block as the fields of Go that they are decoded into, with hcl's errors.

import type { ClaimValue } from '@/lib/core/trust/bound-claims'
import type { JsonObject } from '@/lib/core/trust/decode-field'
import { errorAt, filterItems, HclError, type Item, noPos, type Pos, type Value } from './hcl-nodes'

/** What hcl decodes from: a value, one item, or the items of an object. */
type Node = Value | { kind: 'item'; item: Item } | { kind: 'items'; items: Item[] }

const goTypes: Record<Node['kind'], string> = {
  literal: '*ast.LiteralType',
  list: '*ast.ListType',
  object: '*ast.ObjectType',
  item: '*ast.ObjectItem',
  items: '*ast.ObjectList',
}

function posOf(node: Node): Pos {
  if (node.kind === 'item') return node.item.keys[0]?.pos ?? noPos
  if (node.kind === 'items') return node.items[0]?.keys[0]?.pos ?? noPos
  return node.pos
}

/** The values given for a field, in order: `field { … }` under further keys first, then what is assigned to it. */
function nodesOf(items: Item[], field: string): Node[] {
  const found = filterItems(items, field)
  const nested = found.filter((item) => item.keys.length > 0)
  const direct = found
    .filter((item) => item.keys.length === 0)
    .map(({ value }): Node => (value.kind === 'object' ? { kind: 'items', items: value.items } : value))
  return nested.length > 0 ? [{ kind: 'items', items: nested }, ...direct] : direct
}

/** The last text given for the field. `label` is the name that errors show. */
export function decodeText(items: Item[], field: string, label: string): string | undefined {
  return nodesOf(items, field)
    .map((node) => textOf(node, `root.${label}`))
    .at(-1)
}

/** All texts given for the field: a list that is given twice is joined. */
export function decodeTexts(items: Item[], field: string, label: string): string[] | undefined {
  const nodes = nodesOf(items, field)
  if (nodes.length === 0) return undefined
  return nodes.flatMap((node) => membersOf(node).map((member, at) => textOf(member, `root.${label}[${at}]`)))
}

function membersOf(node: Node): Node[] {
  if (node.kind === 'list') return node.items
  if (node.kind === 'object') return [node]
  if (node.kind === 'items') return node.items.map((item) => ({ kind: 'item', item }))
  throw errorAt(posOf(node), `unknown slice type: ${goTypes[node.kind]}`)
}

function textOf(node: Node, name: string): string {
  if (node.kind === 'literal' && ['NUMBER', 'STRING', 'HEREDOC'].includes(node.type)) return node.value
  throw errorAt(posOf(node), `${name}: unknown type for string ${goTypes[node.kind]}`)
}

export function decodeWhole(items: Item[], field: string, label: string): number | undefined {
  return nodesOf(items, field)
    .map((node) => {
      if (node.kind !== 'literal' || (node.type !== 'NUMBER' && node.type !== 'STRING')) {
        throw errorAt(posOf(node), `root.${label}: unknown type ${goTypes[node.kind]}`)
      }
      if (!/^[+-]?(?:0[xX][\da-fA-F]+|\d+)$/.test(node.value)) {
        throw new HclError(`strconv.ParseInt: parsing ${JSON.stringify(node.value)}: invalid syntax`)
      }
      return goNumber(node.value)
    })
    .at(-1)
}

/** A leading zero means octal. */
const goNumber = (text: string): number => Number(text.replace(/^(-?)0(\d+)$/, '$10o$2').replace(/^-(0[ox])/, '$1'))

/** Any value: what a wrapping time is decoded into. */
export function decodeAny(items: Item[], field: string): ClaimValue | undefined {
  return nodesOf(items, field).map(anyOf).at(-1)
}

function anyOf(node: Node): ClaimValue {
  if (node.kind === 'list') return node.items.map(anyOf)
  if (node.kind !== 'literal') return {}
  if (node.type === 'BOOL') return node.value === 'true'
  if (node.type === 'NUMBER' || node.type === 'FLOAT') return goNumber(node.value)
  return node.value
}

/** Lists by name, as of `allowed_parameters`. */
export function decodeLists(items: Item[], field: string, label: string): JsonObject | undefined {
  const nodes = nodesOf(items, field)
  if (nodes.length === 0) return undefined
  const lists: JsonObject = {}
  for (const node of nodes) {
    if (node.kind !== 'items' && node.kind !== 'object') {
      throw errorAt(posOf(node), `root.${label}: not an object type for map (${goTypes[node.kind]})`)
    }
    for (const item of node.items) {
      const name = item.keys[0]?.value ?? ''
      const value = item.value
      if (value.kind === 'literal') throw errorAt(value.pos, `unknown slice type: ${goTypes[value.kind]}`)
      const before = lists[name]
      lists[name] = [...(Array.isArray(before) ? before : []), ...membersOf(value).map(anyOf)]
    }
  }
  return lists
}
