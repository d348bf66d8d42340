// Whether the database's user can get into a folder; if not, which folder stands in the way.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import type { DatabaseUser } from './database-user'
import { onlyThese } from './only-these'

/** Fails with a plain error that names the first folder on the way that `user` may not enter. */
export function requireReachable(folder: string, user: DatabaseUser): void {
  const can = (test: '-x' | '-w', target: string) =>
    spawnSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', target], {
      uid: user.uid,
      gid: user.gid,
      cwd: '/',
      env: onlyThese({ PATH: '/usr/bin:/bin' }),
    }).status === 0
  if (can('-x', folder) && can('-w', folder)) return
  const way = folder.split(path.sep).map((_, index, parts) => parts.slice(0, index + 1).join(path.sep) || path.sep)
  const closed = way.find((step) => !can('-x', step)) ?? folder
  throw new PlainError(
    `PostgreSQL runs as the user "${user.name}", who cannot enter ${closed}, so it cannot use ${folder}.\n` +
      'Set CUTOVER_DATA to a folder that this user can reach (such as one below /var/lib), or open that folder to it (chmod o+x).',
  )
}
