// Runs a checked operation over the estate.
import { literalValue, typeOf } from './check-query.ts'
import { cutPage } from './connection-types.ts'
import type { Field, GraphqlContext } from './field.ts'
import type { Directive, FieldNode, QueryDocument, Selection } from './parse-query.ts'
import { typeNamed } from './tree-types.ts'

type Answer = Record<string, unknown>

/** The `data` of the answer. Limited fields that are asked twice become null with an error, as in `FieldCallCount`. */
export function executeQuery(
  document: QueryDocument,
  selections: Selection[],
  variables: Record<string, unknown>,
  context: GraphqlContext,
): Answer {
  const gathered = new Map<Selection[], Map<string, Map<string, FieldNode[]>>>()

  function objectAnswer(typeName: string, value: unknown, list: Selection[], path: (string | number)[]): Answer {
    const answer: Answer = {}
    for (const [alias, nodes] of collect(typeName, list)) {
      const [first] = nodes
      if (first === undefined) continue
      if (first.name === '__typename') {
        answer[alias] = typeName
        continue
      }
      const field = typeNamed(typeName)?.[first.name]
      if (field === undefined) continue
      const inner = nodes.length === 1 ? first.selections : nodes.flatMap((node) => node.selections)
      answer[alias] = fieldAnswer(typeName, field, first, value, inner, [...path, alias])
    }
    return answer
  }

  function fieldAnswer(
    typeName: string,
    field: Field,
    node: FieldNode,
    parent: unknown,
    inner: Selection[],
    path: (string | number)[],
  ): unknown {
    if (field.oncePerOperation && countCall(typeName, node, path) > 1) return null
    const args = Object.fromEntries(
      Object.entries(node.args)
        .map(([name, literal]): [string, unknown] => [name, literalValue(literal, variables)])
        .filter(([, value]) => value !== undefined && value !== null),
    )
    const value = field.resolve(parent, args, context)
    if (value === null || value === undefined) return null
    if (field.type === 'scalar') return value
    if (field.shape === 'connection') {
      return objectAnswer(typeOf(field), cutPage(Array.isArray(value) ? value : [], args), inner, path)
    }
    if (field.shape === 'list') {
      const rows = Array.isArray(value) ? value : []
      return rows.map((row, index) => objectAnswer(field.type, row, inner, [...path, index]))
    }
    return objectAnswer(field.type, value, inner, path)
  }

  function countCall(typeName: string, node: FieldNode, path: (string | number)[]): number {
    const key = `${typeName}.${node.name}`
    const calls = (context.calls.get(key) ?? 0) + 1
    context.calls.set(key, calls)
    if (calls > 1) {
      const message = `"${node.name}" field can be requested only for 1 ${typeName}(s) at a time.`
      context.errors.push({ message, path })
    }
    return calls
  }

  /** The fields of a selection are the same for every row, so they are gathered once per operation. */
  function collect(typeName: string, list: Selection[]): Map<string, FieldNode[]> {
    const known = gathered.get(list)?.get(typeName)
    if (known !== undefined) return known
    const fields = gather(typeName, list)
    gathered.set(list, (gathered.get(list) ?? new Map()).set(typeName, fields))
    return fields
  }

  function gather(typeName: string, list: Selection[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>()
    for (const selection of list) {
      if (!included(selection.directives)) continue
      if (selection.kind === 'field') {
        fields.set(selection.alias, [...(fields.get(selection.alias) ?? []), selection])
        continue
      }
      const fragment = selection.kind === 'spread' ? document.fragments[selection.name] : selection
      if (fragment === undefined || (fragment.on !== null && fragment.on !== typeName)) continue
      for (const [alias, nodes] of collect(typeName, fragment.selections)) {
        fields.set(alias, [...(fields.get(alias) ?? []), ...nodes])
      }
    }
    return fields
  }

  function included(directives: Directive[]): boolean {
    return directives.every(({ name, args }) => {
      const condition = args.if === undefined ? true : literalValue(args.if, variables)
      return name === 'skip' ? condition !== true : name === 'include' ? condition === true : true
    })
  }

  return objectAnswer('Query', {}, selections, [])
}
