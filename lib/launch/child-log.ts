// Where a child writes: a file in the data folder, started anew when it has grown large.
import { mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const most = 10_000_000

export function logFileOf(dataFolder: string, name: string): string {
  return path.join(dataFolder, 'logs', `${name}.log`)
}

/** An open file to append to; the caller closes it once the child has it. */
export function openLog(dataFolder: string, name: string): number {
  const file = logFileOf(dataFolder, name)
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > most) renameSync(file, `${file}.old`)
  return openSync(file, 'a', 0o600)
}
