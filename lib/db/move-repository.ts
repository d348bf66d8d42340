// What scans saw of projects and groups that moved, were archived, or are there no more.
import { database } from './database'

export type EstateMove = {
  id: string
  kind: 'group' | 'project'
  what: 'moved' | 'archived' | 'unarchived' | 'deleted'
  from: string
  to: string | null
  at: string
}

/** One page, newest first, with how many there are of each sort. */
export async function findMoves(
  what: EstateMove['what'] | null,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ moves: EstateMove[]; counts: Partial<Record<EstateMove['what'], number>> }> {
  const [rows, counted] = await Promise.all([
    database().estateMove.findMany({
      where: what === null ? {} : { what },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      skip: offset,
      take: limit,
    }),
    database().estateMove.groupBy({ by: ['what'], _count: true }),
  ])
  return {
    moves: rows.map((row) => ({
      id: String(row.id),
      kind: row.kind === 'group' ? 'group' : 'project',
      what: row.what as EstateMove['what'],
      from: row.from,
      to: row.to,
      at: row.at.toISOString(),
    })),
    counts: Object.fromEntries(counted.map((one) => [one.what, one._count])),
  }
}

export async function findMove(id: string): Promise<EstateMove | null> {
  if (!/^\d{1,18}$/.test(id)) return null
  const row = await database().estateMove.findUnique({ where: { id: BigInt(id) } })
  return (
    row && {
      id,
      kind: row.kind === 'group' ? 'group' : 'project',
      what: row.what as EstateMove['what'],
      from: row.from,
      to: row.to,
      at: row.at.toISOString(),
    }
  )
}
