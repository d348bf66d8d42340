// What was done for which input: node_modules/.cutover/setup.json maps a step to the hash it was done for.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cloneRoot } from './clone-root.mjs'

const folder = path.join(cloneRoot, 'node_modules', '.cutover')
const file = path.join(folder, 'setup.json')

export function readStamps() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

export function writeStamp(step, hash) {
  mkdirSync(folder, { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify({ ...readStamps(), [step]: hash }, null, 2)}\n`)
  renameSync(draft, file)
}

function* filesUnder(target, skip) {
  const absolute = path.join(cloneRoot, target)
  if (!existsSync(absolute)) return
  let entries
  try {
    entries = readdirSync(absolute, { withFileTypes: true })
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error
    yield target
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = `${target}/${entry.name}`
    if (skip(inner)) continue
    if (entry.isDirectory()) yield* filesUnder(inner, skip)
    else yield inner
  }
}

/** sha256 over names and bytes of files and folders, given relative to the clone. */
export function hashOf(targets, skip = () => false) {
  const hash = createHash('sha256')
  for (const target of targets) {
    for (const name of filesUnder(target, skip)) {
      hash.update(`${name}\0`)
      hash.update(readFileSync(path.join(cloneRoot, name)))
      hash.update('\0')
    }
  }
  return hash.digest('hex')
}
