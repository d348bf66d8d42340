// The entities that logins made: they outlive the mount, and a login that is refused at the end leaves one too.
import type { Answer } from './judge'

/** Takes what reads the server; gives the ids of the entities that have an alias at one of these mounts. */
export async function entitiesOf(
  read: (path: string) => Promise<Answer>,
  accessors: readonly string[],
): Promise<string[]> {
  const { body } = await read('identity/entity-alias/id?list=true')
  const aliases = Object.values(recordOf(recordOf(body.data).key_info)).map(recordOf)
  const own = aliases.filter(({ mount_accessor: accessor }) => accessors.includes(String(accessor)))
  return own.map(({ canonical_id: id }) => String(id))
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
