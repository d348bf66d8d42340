// `POST /api/graphql`: one query or a list of queries, with GitLab's limits (`app/controllers/graphql_controller.rb`).
import type { Reply, Tree } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import type { ValueGuard } from '../http/value-guard.ts'
import type { User } from '../world/user.ts'
import type { World } from '../world/world.ts'
import { type Checked, checkQuery } from './check-query.ts'
import { executeQuery } from './execute-query.ts'
import { type Operation, parseQuery, type QueryDocument } from './parse-query.ts'

const longestQuery = 10_000
const deepest = 20

interface Prepared {
  document: QueryDocument
  operation: Operation
  variables: Record<string, unknown>
  checked: Checked
}

/** Answers 422 for too long a text, and 200 with `errors` for a query that GitLab would not run. */
export function answerGraphql(body: Tree, world: World, user: User, url: string, guard: ValueGuard): Reply {
  const batch = body._list
  const requests = Array.isArray(batch) ? batch : [body]
  const texts = requests.map((request) => textOf(request, 'query'))
  if (texts.reduce((sum, text) => sum + text.length, 0) > longestQuery) {
    throw new Refusal(422, { errors: [{ message: 'Query too large' }] })
  }
  const limit = user.admin ? 300 : 250
  const prepared = requests.map((request) => prepare(request, world.version))
  for (const one of prepared) {
    if (!('errors' in one)) guard.check(one.checked.asksForValue)
  }
  const total = prepared.reduce((sum, one) => sum + ('errors' in one ? 0 : one.checked.complexity), 0)
  const answers = prepared.map((one) => {
    if ('errors' in one) return one
    if (total > limit) {
      const subject = prepared.length > 1 ? 'Multiplex' : 'Query'
      return {
        errors: [{ message: `${subject} has complexity of ${total}, which exceeds max complexity of ${limit}` }],
      }
    }
    return run(one, world, user, url, limit)
  })
  return { status: 200, body: Array.isArray(batch) ? answers : answers[0] }
}

function prepare(request: unknown, version: string): Prepared | { errors: unknown[] } {
  const variables = variablesOf(request)
  try {
    const document = parseQuery(textOf(request, 'query'))
    const wanted = textOf(request, 'operationName')
    const operation = document.operations.find((one) => wanted === '' || one.name === wanted)
    if (operation === undefined) return { errors: [{ message: `No operation named "${wanted}"` }] }
    if (operation.type !== 'query') return { errors: [{ message: 'The demo GitLab serves GraphQL queries only' }] }
    for (const { name, fallback } of operation.variables) {
      if (variables[name] === undefined && fallback?.kind === 'value') variables[name] = fallback.value
    }
    const checked = checkQuery(document, operation, variables, version)
    if (checked.errors.length > 0) return { errors: checked.errors }
    if (checked.depth > deepest) {
      return { errors: [{ message: `Query has depth of ${checked.depth}, which exceeds max depth of ${deepest}` }] }
    }
    return { document, operation, variables, checked }
  } catch (error) {
    return { errors: [{ message: error instanceof Error ? error.message : String(error) }] }
  }
}

function run(prepared: Prepared, world: World, user: User, url: string, limit: number): Record<string, unknown> {
  const { document, operation, variables, checked } = prepared
  const errors: { message: string; path?: (string | number)[] }[] = []
  const context = { world, user, url, limit, score: checked.complexity, calls: new Map<string, number>(), errors }
  const data = executeQuery(document, operation.selections, variables, context)
  return errors.length > 0 ? { data, errors } : { data }
}

function textOf(request: unknown, name: string): string {
  const value = isObject(request) ? request[name] : undefined
  return typeof value === 'string' ? value : ''
}

function variablesOf(request: unknown): Record<string, unknown> {
  const variables = isObject(request) ? request.variables : undefined
  if (typeof variables === 'string' && variables !== '') return variablesOf({ variables: JSON.parse(variables) })
  return isObject(variables) ? { ...variables } : {}
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
