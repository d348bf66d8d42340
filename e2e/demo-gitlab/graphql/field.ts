// What the schema says about one field: its type, its arguments, its cost, and how it is answered.
import type { User } from '../world/user.ts'
import type { World } from '../world/world.ts'

export interface GraphqlContext {
  world: World
  user: User
  url: string
  /** Complexity of the running operation. */
  score: number
  limit: number
  /** How often limited fields were asked in this operation (`FieldCallCount`). */
  calls: Map<string, number>
  errors: { message: string; path?: (string | number)[] }[]
}

export type Arguments = Record<string, unknown>

export interface Field {
  /** `scalar`, or the name of an object type. */
  type: string
  /** A connection has nodes, edges and pageInfo; a list is plain. */
  shape: 'one' | 'list' | 'connection'
  args: string[]
  /** A fixed number replaces every other count. */
  fixed?: number
  /** Cost of the resolver; 0 for a plain field. */
  resolver: number
  /** One more for a call of Gitaly. */
  gitaly: number
  /** At most one parent object per operation may ask for it. */
  oncePerOperation?: boolean
  resolve: (parent: unknown, args: Arguments, context: GraphqlContext) => unknown
}

export type ObjectType = Record<string, Field>

type Resolve<Parent> = (parent: Parent, args: Arguments, context: GraphqlContext) => unknown

function made<Parent>(base: Omit<Field, 'resolve'>, resolve: Resolve<Parent>): Field {
  return { ...base, resolve: (parent, args, context) => resolve(parent as Parent, args, context) }
}

/** A plain scalar. */
export function scalar<Parent>(resolve: Resolve<Parent>, gitaly = 0): Field {
  return made({ type: 'scalar', shape: 'one', args: [], resolver: 0, gitaly }, resolve)
}

/** An object; with `resolver` 1 where GitLab has a resolver class. */
export function object<Parent>(type: string, resolve: Resolve<Parent>, args: string[] = [], resolver = 0): Field {
  return made({ type, shape: 'one', args, resolver, gitaly: 0 }, resolve)
}

export function list<Parent>(type: string, resolve: Resolve<Parent>): Field {
  return made({ type, shape: 'list', args: [], resolver: 0, gitaly: 0 }, resolve)
}

/** A connection: the resolver answers all rows, or null where the user may not read them. */
export function connection<Parent>(
  type: string,
  resolve: Resolve<Parent>,
  more: { args?: string[]; resolver?: number; fixed?: number; oncePerOperation?: boolean } = {},
): Field {
  const args = ['first', 'last', 'after', 'before', ...(more.args ?? [])]
  const base = { type, shape: 'connection' as const, args, resolver: more.resolver ?? 1, gitaly: 0 }
  return made(
    {
      ...base,
      ...(more.fixed === undefined ? {} : { fixed: more.fixed }),
      oncePerOperation: more.oncePerOperation ?? false,
    },
    resolve,
  )
}
