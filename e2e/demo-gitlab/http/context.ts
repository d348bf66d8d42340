// What a route gets to answer with: the request, who asks, and the estate.
import type { IncomingHttpHeaders } from 'node:http'
import type { Group } from '../world/group.ts'
import type { Project } from '../world/project.ts'
import type { User } from '../world/user.ts'
import type { World } from '../world/world.ts'
import type { Token } from './authenticate.ts'

export interface Tree {
  [key: string]: Value
}
export type Value = string | number | boolean | null | Value[] | Tree

export interface Context {
  world: World
  /** Base address without a slash at the end. */
  url: string
  method: string
  /** Path with its encoding, without the query. */
  path: string
  /** Decoded path parameters by name. */
  params: Record<string, string>
  query: Tree
  /** Parsed body; query parameters where GitLab reads both (`parameters`). */
  body: Tree
  rawQuery: URLSearchParams
  headers: IncomingHttpHeaders
  token: Token
  user: User
  /** True when page drift is switched on for this request. */
  drift: number
  saveProject(project: Project): void
  saveGroup(group: Group): void
  saveInstance(): void
}

export interface Reply {
  status: number
  body?: unknown
  text?: string
  headers?: Record<string, string>
}

export type Handler = (context: Context) => Reply | Promise<Reply>

export interface Route {
  method: string
  pattern: string
  handler: Handler
}

/** A route: method, pattern with `:name` parts below `/api/v4`, handler. */
export function route(method: string, pattern: string, handler: Handler): Route {
  return { method, pattern, handler }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, body, headers }
}

/** A parameter from the body, else from the query: GitLab reads both alike. */
export function parameter(context: Context, name: string): Value | undefined {
  return context.body[name] ?? context.query[name]
}

export function textParameter(context: Context, name: string): string | undefined {
  const value = parameter(context, name)
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value)
}

/** `true`, `"true"`, `1` and the like; undefined when the parameter is absent. */
export function flagParameter(context: Context, name: string): boolean | undefined {
  const text = textParameter(context, name)
  return text === undefined ? undefined : ['true', '1', 't', 'yes', 'on'].includes(text.toLowerCase())
}

/** A list given as JSON list, as `name[]=` or as comma-separated text. */
export function listParameter(context: Context, name: string): string[] | undefined {
  const value = parameter(context, name)
  if (value === undefined || value === null) return undefined
  if (Array.isArray(value)) return value.map(String)
  return String(value)
    .split(',')
    .filter((item) => item !== '')
}
