// The name of the GitLab that a path is of, in SQL: see `instanceOf`. Paths of the first give an empty text.
import { Prisma } from './generated/client'

/** `path` may be null, as the owner of the first GitLab's own variables is. */
export function instanceSql(path: string): Prisma.Sql {
  return Prisma.raw(`CASE WHEN strpos(coalesce(${path}, ''), ':') > 0 THEN split_part(${path}, ':', 1) ELSE '' END`)
}
