// A lock file that names its holder: process id and that process's start time, so that a reused id is not taken for the holder.
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'

/** When a process started, as the operating system tells it; null when there is no such process. */
export function startTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field may hold spaces and brackets, so count from the last bracket; start time is field 22.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    if (process.platform === 'linux') return null
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim() || null
    )
  } catch {
    return null
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return null
    throw error
  }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The living holder of a lock file, or null when it is free or its holder is gone. */
export function holderOf(file) {
  const text = read(file)
  const holder = text === null ? null : parse(text)
  return holder && startTimeOf(holder.pid) === holder.startTime ? holder : null
}

/**
 * Takes the lock, or tells who has it. `note` is kept beside the holder's id for the message.
 * Returns `{ release }` or `{ holder }`. A lock whose holder is gone is recovered.
 */
export function takeLock(file, note = {}) {
  const own = JSON.stringify({
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    token: randomUUID(),
    since: new Date().toISOString(),
    ...note,
  })
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const draft = `${file}.${process.pid}.${randomUUID().slice(0, 8)}`
    writeFileSync(draft, own, { mode: 0o600 })
    try {
      // link() fails when the name exists, and a reader never sees a half-written file.
      linkSync(draft, file)
      return { release: () => release(file, own) }
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
    const seen = read(file)
    if (seen === null) continue
    const holder = parse(seen)
    if (holder && startTimeOf(holder.pid) === holder.startTime) return { holder }
    removeStale(file, seen)
  }
  return { holder: parse(read(file) ?? '{}') ?? {} }
}

function removeStale(file, seen) {
  const aside = `${file}.stale.${process.pid}.${randomUUID().slice(0, 8)}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  try {
    // Another process may have recovered the lock since it was read: then this is its living lock, and goes back.
    if (read(aside) !== seen) linkSync(aside, file)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  } finally {
    unlinkSync(aside)
  }
}

function release(file, own) {
  try {
    if (read(file) === own) unlinkSync(file)
  } catch {
    // The folder is gone already; there is nothing left to release.
  }
}
