// Checks a parsed operation against the schema, counts its complexity, and notes whether it asks for a value.
import type { Field } from './field.ts'
import { hasField } from './later-fields.ts'
import type { FieldNode, Literal, Operation, QueryDocument, Selection } from './parse-query.ts'
import { valueTypes } from './schema.ts'
import { typeNamed } from './tree-types.ts'

export interface QueryError {
  message: string
  path?: (string | number)[]
  locations?: { line: number; column: number }[]
  extensions?: Record<string, string>
}

export interface Checked {
  errors: QueryError[]
  complexity: number
  depth: number
  asksForValue: boolean
}

/** Errors in GitLab's words; the complexity as `app/graphql/types/base_field.rb` and `base_resolver.rb` count it. */
export function checkQuery(
  document: QueryDocument,
  operation: Operation,
  variables: Record<string, unknown>,
  version: string,
): Checked {
  const checked: Checked = { errors: [], complexity: 0, depth: 0, asksForValue: false }
  for (const { name, required, fallback } of operation.variables) {
    if (required && fallback === null && (variables[name] === undefined || variables[name] === null)) {
      checked.errors.push({ message: `Variable $${name} of type ID! was provided invalid value` })
    }
  }
  const rootName = operation.name === null ? 'query' : `query ${operation.name}`

  function selections(typeName: string, list: Selection[], path: string[], seen: Set<string>): number {
    checked.depth = Math.max(checked.depth, path.length)
    let total = 0
    for (const selection of list) {
      if (selection.kind === 'spread') {
        const fragment = document.fragments[selection.name]
        if (fragment === undefined) {
          checked.errors.push({ message: `Fragment ${selection.name} was used, but not defined`, path })
        } else if (!seen.has(selection.name)) {
          total += selections(fragment.on, fragment.selections, path, new Set([...seen, selection.name]))
        }
      } else if (selection.kind === 'inline') {
        total += selections(selection.on ?? typeName, selection.selections, path, seen)
      } else {
        total += field(typeName, selection, [...path, selection.alias], seen)
      }
    }
    return total
  }

  function field(typeName: string, node: FieldNode, path: string[], seen: Set<string>): number {
    if (node.name === '__typename') return 0
    const found = hasField(typeName, node.name, version) ? typeNamed(typeName)?.[node.name] : undefined
    if (found === undefined) {
      checked.errors.push({
        message: `Field '${node.name}' doesn't exist on type '${typeName}'`,
        locations: [{ line: 1, column: 1 }],
        path: [rootName, ...path],
        extensions: { code: 'undefinedField', typeName, fieldName: node.name },
      })
      return 0
    }
    if (node.name === 'value' && valueTypes.has(typeName)) checked.asksForValue = true
    for (const name of Object.keys(node.args)) {
      if (!found.args.includes(name)) {
        checked.errors.push({
          message: `Field '${node.name}' doesn't accept argument '${name}'`,
          path: [rootName, ...path, name],
          extensions: { code: 'argumentNotAccepted', name: node.name, typeName: 'Field', argumentName: name },
        })
      }
    }
    if (found.type === 'scalar') return 1 + found.gitaly
    const inner = typeOf(found)
    if (node.selections.length === 0) {
      checked.errors.push({
        message: `Field must have selections (field '${node.name}' returns ${inner} but has no selections. Did you mean '${node.name} { ... }'?)`,
        path: [rootName, ...path],
        extensions: { code: 'selectionMismatch', nodeName: `field '${node.name}'`, typeName: inner },
      })
    }
    const children = selections(inner, node.selections, path, seen)
    if (found.fixed !== undefined) return found.fixed + children
    if (found.shape !== 'connection' || found.resolver === 0)
      return Math.max(1, found.resolver) + children + found.gitaly
    const sorted = node.args.sort === undefined ? 0 : 1
    const searched = node.args.search === undefined ? 0 : 5
    const base = children + found.resolver + sorted + searched + found.gitaly
    return Math.floor(base + base * Math.min(100, pageSize(node, variables)) * 0.01)
  }

  checked.complexity = selections('Query', operation.selections, [], new Set())
  return checked
}

/** The type below a field: the connection type for a connection. */
export function typeOf(field: Field): string {
  return field.shape === 'connection' ? `${field.type}Connection` : field.type
}

function pageSize(node: FieldNode, variables: Record<string, unknown>): number {
  const size = literalValue(node.args.first ?? node.args.last ?? { kind: 'value', value: 100 }, variables)
  return typeof size === 'number' ? size : 100
}

/** The JavaScript value of a literal, with variables put in. */
export function literalValue(literal: Literal, variables: Record<string, unknown>): unknown {
  switch (literal.kind) {
    case 'value':
      return literal.value
    case 'enum':
      return literal.name
    case 'variable':
      return variables[literal.name]
    case 'list':
      return literal.items.map((item) => literalValue(item, variables))
    case 'object':
      return Object.fromEntries(
        Object.entries(literal.fields).map(([name, inner]) => [name, literalValue(inner, variables)]),
      )
  }
}
