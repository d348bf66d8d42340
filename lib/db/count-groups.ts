// Counts by top-level group: of this moment, and day by day.
import { settledStates } from '@/lib/core/render/overview'
import { database } from './database'
import { Prisma } from './generated/client'

const group = Prisma.sql`coalesce(split_part(owner, '/', 1), 'instance')`

/** Notes the counts of the day from the rows as they are in this transaction. */
export async function countGroups(transaction: Prisma.TransactionClient, today: string): Promise<void> {
  await transaction.$executeRaw`DELETE FROM daily_group_count WHERE date = ${today}::date`
  await transaction.$executeRaw`INSERT INTO daily_group_count (date, "group", remaining, total)
    SELECT ${today}::date, ${group}, count(*) FILTER (WHERE state <> ALL(${[...settledStates]}::text[])), count(*)
    FROM inventory_row GROUP BY 2`
}

export type GroupDay = { group: string; date: string; remaining: number; total: number }

/** Of each group in order of the days. */
export async function findGroupDays(): Promise<GroupDay[]> {
  const found = await database().dailyGroupCount.findMany({ orderBy: [{ group: 'asc' }, { date: 'asc' }] })
  return found.map((one) => ({ ...one, date: one.date.toISOString().slice(0, 10) }))
}

export type OverviewCounts = {
  states: { group: string; state: string; count: number }[]
  blockers: { code: string; count: number }[]
  unknownUses: number
}

/** One statement, however many rows there are. */
export async function findOverviewCounts(): Promise<OverviewCounts> {
  const [found] = await database().$queryRaw<OverviewCounts[]>`SELECT
    (SELECT coalesce(json_agg(one), '[]') FROM
      (SELECT ${group} AS "group", state, count(*)::int AS count FROM inventory_row GROUP BY 1, 2) AS one) AS states,
    (SELECT coalesce(json_agg(one), '[]') FROM
      (SELECT code, count(*)::int AS count FROM inventory_row, unnest(blockers) AS code GROUP BY 1) AS one) AS blockers,
    (SELECT count(*)::int FROM inventory_row WHERE uses IS NULL) AS "unknownUses"`
  return found ?? { states: [], blockers: [], unknownUses: 0 }
}

/** How many variables were seen for the first time on each day (UTC). */
export async function findNewcomers(since: string): Promise<Record<string, number>> {
  const days = await database().$queryRaw<{ date: string; count: number }[]>`SELECT
    to_char(first_seen AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS date, count(*)::int AS count
    FROM seen_variable WHERE first_seen >= ${since}::date GROUP BY 1`
  return Object.fromEntries(days.map(({ date, count }) => [date, count]))
}
