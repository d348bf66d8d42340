// The operating-system user that PostgreSQL runs as: PostgreSQL refuses to run as root.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import { onlyThese } from './only-these'

export type DatabaseUser = { name: string; uid: number; gid: number }

function lookUp(name: string): DatabaseUser | null {
  let passwd = ''
  try {
    passwd = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return null
  }
  for (const line of passwd.split('\n')) {
    const [found, , uid, gid] = line.split(':')
    if (found === name && uid && gid && uid !== '0') return { name, uid: Number(uid), gid: Number(gid) }
  }
  return null
}

/**
 * Null for an ordinary user, who runs PostgreSQL as themselves. For root: the system user `postgres`, made when missing.
 * Fails with a plain error when there is no such user and none can be made.
 * Rule: PostgreSQL, src/backend/main/main.c, check_root ("root" execution of the PostgreSQL server is not permitted).
 */
export function databaseUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null
  const existing = lookUp('postgres')
  if (existing) return existing
  const made = spawnSync(
    'useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ],
    { encoding: 'utf8', env: onlyThese({ PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }) },
  )
  const user = lookUp('postgres')
  if (user) return user
  throw new PlainError(
    `PostgreSQL does not run as root, and the user "postgres" could not be made (${(made.stderr || made.error?.message || 'useradd failed').trim()}).\n` +
      'Make it (useradd --system postgres), run Cutover as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}
