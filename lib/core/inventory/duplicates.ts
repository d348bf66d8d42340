// Keys that several projects define alike: same name and same settings. Values are never compared, since they are not read.
import type { Variable } from './variable'

/** What two definitions of a key must have in common to count as duplicates. */
export type Shape = Pick<
  Variable,
  'key' | 'variableType' | 'environmentScope' | 'protected' | 'masked' | 'hidden' | 'raw'
>

/** What the projects of a group of duplicates could do instead. */
export type Advice =
  /** One group holds all of them and defines no such key: it could hold the variable. */
  | 'group'
  /** A group above all of them, or the instance, has this key and scope already; the projects win over it. */
  | 'above'
  /** Only the instance is above all of them. */
  | 'apart'

export const advices: readonly Advice[] = ['group', 'above', 'apart']

export type DuplicateGroup = {
  shape: Shape
  /** How many projects define it, each once. */
  projects: number
  /** The deepest group that holds all of them; null where there is none. */
  commonGroup: string | null
  /** Projects of that group that the latest scan saw, with it or without; null without such a group. */
  projectsInGroup: number | null
  advice: Advice
  /** How many shapes this key has in projects, this one included. */
  shapes: number
  /** The first few, by path. */
  some: { id: string; project: string }[]
}

/**
 * The deepest group that holds all projects of which `first` and `last` are the first and last path by bytes: every path
 * between two that begin alike begins as they do. Null where their top-level groups differ.
 */
export function commonGroup(first: string, last: string): string | null {
  const [one, other] = [first.split('/').slice(0, -1), last.split('/').slice(0, -1)]
  const same = one.findIndex((part, index) => part !== other[index])
  const path = one.slice(0, same === -1 ? one.length : same).join('/')
  return path === '' ? null : path
}

/** A filter of the inventory that finds exactly the definitions of a shape in projects. */
export function shapeFilter(shape: Shape): string {
  return [
    `key:${quoted(shape.key)}`,
    'level:project',
    `scope:${quoted(shape.environmentScope)}`,
    `type:${shape.variableType}`,
    shape.masked ? 'is:masked' : 'is:unmasked',
    shape.protected ? 'is:protected' : 'is:unprotected',
    ...(shape.hidden === null ? [] : [shape.hidden ? 'is:hidden' : '-is:hidden']),
    ...(shape.raw === null ? [] : [shape.raw ? 'is:raw' : '-is:raw']),
    '-state:gone',
  ].join(' ')
}

const quoted = (text: string) => (/\s/.test(text) ? `"${text}"` : text)
