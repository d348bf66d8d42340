// The latest published estate, and every definition that a scan ever saw.
import type { Estate, Gap, Group, Project } from '@/lib/core/inventory/estate'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { database } from './database'

type Published = Omit<Estate, 'gone'>

/**
 * Replaces the published estate in one transaction. After a complete scan, definitions that it did not see are marked gone;
 * after an incomplete one nothing is, since absence is never inferred from a gap.
 */
export async function publishEstate(estate: Published, complete: boolean, at: Date): Promise<void> {
  const parts = [
    { kind: 'gitlab', key: '', data: { ...estate.gitlab, gaps: estate.gaps } },
    ...estate.groups.map((group) => ({ kind: 'group', key: group.fullPath, data: group })),
    ...estate.projects.map((project) => ({ kind: 'project', key: project.fullPath, data: project })),
  ]
  const seen = estate.variables.map((variable) => ({ id: variableId(variable), data: variable }))
  await database().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`DELETE FROM estate_part`
      await transaction.$executeRaw`INSERT INTO estate_part (kind, key, data)
        SELECT kind, key, data FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS part(kind text, key text, data jsonb)`
      await transaction.$executeRaw`INSERT INTO seen_variable (id, data, first_seen, last_seen, gone_since)
        SELECT id, data, ${at}, ${at}, NULL FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS seen(id text, data jsonb)
        ON CONFLICT (id) DO UPDATE SET data = EXCLUDED.data, last_seen = EXCLUDED.last_seen, gone_since = NULL`
      if (complete) {
        await transaction.$executeRaw`UPDATE seen_variable SET gone_since = ${at} WHERE last_seen < ${at} AND gone_since IS NULL`
      }
    },
    { timeout: 120_000 },
  )
}

/** The published estate with the definitions that are gone since; null before the first finished scan. */
export async function loadEstate(): Promise<Estate | null> {
  const [parts, seen] = await Promise.all([
    database().estatePart.findMany({ orderBy: [{ kind: 'asc' }, { key: 'asc' }] }),
    database().seenVariable.findMany(),
  ])
  const head = parts.find((part) => part.kind === 'gitlab')
  if (!head) return null
  const { gaps, ...gitlab } = head.data as Estate['gitlab'] & { gaps: Gap[] }
  return {
    gitlab,
    gaps,
    groups: parts.filter((part) => part.kind === 'group').map((part) => part.data as Group),
    projects: parts.filter((part) => part.kind === 'project').map((part) => part.data as Project),
    variables: seen.map((row) => row.data as Variable).sort(byPlace),
    gone: Object.fromEntries(seen.flatMap((row) => (row.goneSince ? [[row.id, row.goneSince.toISOString()]] : []))),
  }
}

const place = (variable: Variable) =>
  [variable.owner ?? '', variable.level, variable.key, variable.environmentScope, variable.scheduleId ?? 0].join('\0')

const byPlace = (one: Variable, other: Variable) => {
  const [a, b] = [place(one), place(other)]
  return a < b ? -1 : a > b ? 1 : 0
}
