// Top-level groups with how many of their rows are open.
import { database } from './database'

export async function findOpenGroups(): Promise<{ group: string; open: number }[]> {
  return database().$queryRaw<{ group: string; open: number }[]>`
    SELECT split_part(owner, '/', 1) AS "group", count(*)::int AS open
    FROM inventory_row WHERE state = 'discovered' AND owner IS NOT NULL GROUP BY 1 ORDER BY 1`
}
