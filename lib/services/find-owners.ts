// Who owns which project or group, as far as that is known.
import type { OwnerSource } from '@/lib/core/inventory/owners'
import { findPathOwners } from '@/lib/db/owner-repository'

export type Owner = { name: string; source: OwnerSource; userId: number | null }

/** By path. A path that is not there is unknown; one with an empty list was read and has nobody. */
export async function findOwners(paths?: readonly string[]): Promise<Map<string, Owner[]>> {
  const found = await findPathOwners(paths)
  return new Map(
    [...found.values()].map(({ path, source, people }) => [
      path,
      source === null ? [] : people.map((person) => ({ ...person, source })),
    ]),
  )
}
