// Answers a request below `/api`: token, scope, the guard of values, then GraphQL or the REST route.
import { answerGraphql } from '../graphql/answer-graphql.ts'
import { allRoutes } from '../resources/all-routes.ts'
import { userById } from '../world/user.ts'
import { requireScope } from './authenticate.ts'
import type { Context, Reply } from './context.ts'
import type { Incoming, Machine } from './create-demo-server.ts'
import { matchRoute } from './match-route.ts'
import { notFound, Refusal, unauthorized } from './refusal.ts'
import type { ValueGuard } from './value-guard.ts'

const base = '/api/v4'

/** Throws `Refusal` for everything that is not answered with success. */
export async function answerApi(incoming: Incoming, machine: Machine, guard: ValueGuard, url: string): Promise<Reply> {
  const { token, method } = incoming
  if (incoming.path === '/api/graphql') {
    if (method !== 'POST') throw notFound()
    if (token === null) throw new Refusal(401, { errors: [{ message: 'Invalid token' }] })
    return answerGraphql(incoming.body, machine.world, userById(token.userId), url, guard)
  }
  if (!incoming.path.startsWith(`${base}/`)) throw new Refusal(404, { error: '404 Not Found' })
  if (token === null) throw unauthorized()
  const path = incoming.path.slice(base.length)
  const { route, params } = matchRoute(allRoutes, method, path)
  requireScope(token, method)
  guard.checkRest(path)
  const context: Context = {
    world: machine.world,
    url,
    method,
    path,
    params,
    query: incoming.query,
    body: incoming.body,
    rawQuery: incoming.rawQuery,
    headers: incoming.headers,
    token,
    user: userById(token.userId),
    drift: incoming.fault?.kind === 'drift' ? (incoming.fault.by ?? 1) : 0,
    saveProject: (project) => machine.state.saveProject(machine.world, project),
    saveGroup: (group) => machine.state.saveGroup(group),
    saveInstance: () => machine.state.saveInstance(machine.world),
  }
  return await route.handler(context)
}
