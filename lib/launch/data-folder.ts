// The data folder: made, checked, and held by one Cutover at a time.
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { holderOf, type LockHolder, takeLock } from '../../bin/setup/pid-lock.mjs'
import { PlainError } from '../../bin/setup/plain-error.mjs'

const lockFile = (folder: string) => path.join(folder, 'cutover.lock')

/** A plain error for what a person can mend about the folder; any other error is handed back as it is. */
export function dataFolderError(folder: string, error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new PlainError(`The disk that holds ${folder} is full. Free some space, then start again.`)
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
    return new PlainError(
      `The data folder ${folder} cannot be written by this user (${code}).\nMake it writable, or set CUTOVER_DATA to another folder.`,
    )
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new PlainError(
      `The data folder ${folder} is not a folder: a file is in the way. Set CUTOVER_DATA to another folder.`,
    )
  }
  return error
}

/** One folder after the other: `mkdirSync` with `recursive` never returns where a parent exists that takes no folders. */
function make(folder: string) {
  if (existsSync(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) make(parent)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another start may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error
    return
  }
  // For root, whatever the umask: the database's user must be able to pass through what we made, and see nothing.
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
}

export type FolderLock = { release: () => void; holder?: undefined } | { release?: undefined; holder: LockHolder }

/** Makes the folder and takes its lock, or tells who has it. Fails with a plain error when it cannot be written. */
export function lockDataFolder(folder: string, note: Record<string, string> = {}): FolderLock {
  try {
    make(folder)
    return takeLock(lockFile(folder), note)
  } catch (error) {
    throw dataFolderError(folder, error)
  }
}

export function dataFolderHolder(folder: string): LockHolder | null {
  return holderOf(lockFile(folder))
}

export function inUse(folder: string, holder: LockHolder): PlainError {
  const where = holder.address ? ` It is at ${holder.address}.` : ''
  return new PlainError(
    `Another Cutover (process ${holder.pid}) uses the data folder ${folder}.${where}\n` +
      'Stop that one, or start this one with another PORT and CUTOVER_DATA.',
  )
}
