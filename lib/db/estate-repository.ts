// The latest published estate, and every definition that a scan ever saw.
import type { Estate, Gap, Group, Project } from '@/lib/core/inventory/estate'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { database } from './database'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'

type Published = Omit<Estate, 'gone'>

/**
 * Replaces the published estate in one transaction. A definition that the scan did not see is marked gone when its owner was
 * read to the end; where anything of the owner is a gap it stays, since absence is never inferred.
 * The same holds for a project that was not listed although the listing had a gap. What lies outside of `include` (empty is
 * everything) was not asked for: it leaves the inventory and is not marked gone.
 */
export async function publishEstate(
  estate: Published,
  { at, include }: { at: Date; include: readonly string[] },
): Promise<void> {
  const parts = [
    { kind: 'gitlab', key: '', data: { ...estate.gitlab, gaps: estate.gaps } },
    ...estate.groups.map((group) => ({ kind: 'group', key: group.fullPath, data: group })),
    ...estate.projects.map((project) => ({ kind: 'project', key: project.fullPath, data: project })),
  ]
  const seen = estate.variables.map((variable) => ({ id: variableId(variable), data: variable }))
  const listed = !estate.gaps.some((gap) => gap.part === 'projects' && gap.reason !== 'not_asked')
  const read = ownersRead(estate)
  await database().$transaction(
    async (transaction) => {
      await transaction.$executeRaw`DELETE FROM estate_part WHERE ${listed} OR kind = 'gitlab' OR (kind, key) IN
        (SELECT kind, key FROM jsonb_to_recordset(${jsonText(parts)}::jsonb) AS part(kind text, key text))`
      if (include.length > 0) await deleteOutside(transaction, include)
      await transaction.$executeRaw`INSERT INTO estate_part (kind, key, data)
        SELECT kind, key, data FROM jsonb_to_recordset(${jsonText(parts)}::jsonb) AS part(kind text, key text, data jsonb)`
      await transaction.$executeRaw`INSERT INTO seen_variable (id, data, first_seen, last_seen, gone_since)
        SELECT id, data, ${at}, ${at}, NULL FROM jsonb_to_recordset(${jsonText(seen)}::jsonb) AS seen(id text, data jsonb)
        ON CONFLICT (id) DO UPDATE SET data = EXCLUDED.data, last_seen = EXCLUDED.last_seen, gone_since = NULL`
      await transaction.$executeRaw`UPDATE seen_variable SET gone_since = ${at} WHERE last_seen < ${at} AND gone_since IS NULL
        AND (${listed && estate.gaps.every((gap) => gap.reason === 'not_asked')} OR ((data->>'level') || ':' || coalesce(data->>'owner', '')) = ANY(${read}))`
      await transaction.$executeRaw`INSERT INTO fact (name, data, at) VALUES ('published', '{}', ${at})
        ON CONFLICT (name) DO UPDATE SET at = EXCLUDED.at`
    },
    { timeout: 120_000 },
  )
}

/** Keeps what lies in one of the paths or above it; the instance has no owner and stays. */
async function deleteOutside(transaction: Prisma.TransactionClient, include: readonly string[]): Promise<void> {
  const outside = (
    owner: Prisma.Sql,
  ) => Prisma.sql`NOT EXISTS (SELECT FROM unnest(${include.map((path) => path.toLowerCase())}::text[]) AS path
    WHERE lower(${owner}) = path OR starts_with(lower(${owner}), path || '/') OR starts_with(path, lower(${owner}) || '/'))`
  await transaction.$executeRaw`DELETE FROM estate_part WHERE kind IN ('group', 'project') AND ${outside(Prisma.sql`key`)}`
  await transaction.$executeRaw`DELETE FROM seen_variable
    WHERE data->>'owner' IS NOT NULL AND ${outside(Prisma.sql`data->>'owner'`)}`
}

/** `level:owner` of everything whose variables this scan read to the end. */
function ownersRead(estate: Published): string[] {
  const gap = (subject: string, path: string | null, part: string) =>
    estate.gaps.some((one) => one.subject === subject && one.path === path && one.part === part)
  const owners = [
    ...estate.groups.map((group) =>
      group.variablesRead && !gap('group', group.fullPath, 'variables') ? [`group:${group.fullPath}`] : [],
    ),
    ...estate.projects.map((project) => [
      ...(project.variablesRead && !gap('project', project.fullPath, 'variables')
        ? [`project:${project.fullPath}`]
        : []),
      ...(project.schedules && !gap('project', project.fullPath, 'schedules') ? [`schedule:${project.fullPath}`] : []),
    ]),
  ].flat()
  return gap('instance', null, 'variables') ? owners : [...owners, 'instance:']
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
