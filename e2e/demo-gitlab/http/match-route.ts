// Finds the route of a request; one that no route serves is answered with the name of the file to extend.
import type { Route } from './context.ts'
import { Refusal } from './refusal.ts'

interface Match {
  route: Route
  params: Record<string, string>
}

/** The route and its decoded parameters. Segments are compared while encoded, so `a%2Fb` is one segment. Throws 501. */
export function matchRoute(routes: Route[], method: string, path: string): Match {
  const segments = path.replace(/\/$/, '').split('/').slice(1)
  const served = method === 'HEAD' ? ['HEAD', 'GET'] : [method]
  for (const wanted of served) {
    for (const route of routes) {
      if (route.method !== wanted) continue
      const params = matchSegments(route.pattern.split('/').slice(1), segments)
      if (params !== undefined) return { route, params }
    }
  }
  throw new Refusal(501, {
    message: `The demo GitLab does not serve ${method} /api/v4${path}. Extend ${fileToExtend(segments)}`,
  })
}

function matchSegments(pattern: string[], segments: string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decode(segment)
    else if (part !== decode(segment)) return undefined
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const homes: [RegExp, string][] = [
  [/\/variables/, 'variable-routes.ts'],
  [/repository\/(files|tree|blobs|archive)/, 'file-routes.ts'],
  [/repository\/commits/, 'commit-routes.ts'],
  [/repository/, 'branch-routes.ts'],
  [/merge_requests/, 'merge-request-routes.ts'],
  [/pipeline_schedules/, 'schedule-routes.ts'],
  [/pipelines|jobs/, 'pipeline-routes.ts'],
  [/protected_/, 'protection-routes.ts'],
  [/environments/, 'environment-routes.ts'],
  [/ci\/lint/, 'lint-routes.ts'],
  [/members/, 'member-routes.ts'],
  [/runners/, 'runner-routes.ts'],
  [/^projects/, 'project-routes.ts'],
  [/^groups/, 'group-routes.ts'],
  [/^users|^namespaces/, 'user-routes.ts'],
  [/^user|^personal_access_tokens|^version|^metadata/, 'identity-routes.ts'],
]

function fileToExtend(segments: string[]): string {
  const path = segments.join('/')
  const home = homes.find(([pattern]) => pattern.test(path))?.[1] ?? `${segments[0] ?? 'root'}-routes.ts`
  return `e2e/demo-gitlab/resources/${home}`
}
