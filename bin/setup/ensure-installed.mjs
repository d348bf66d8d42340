// Dependencies as the lock file has them.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { cloneRoot } from './clone-root.mjs'
import { PlainError } from './plain-error.mjs'
import { runTool } from './run-tool.mjs'
import { readStamps, writeStamp } from './stamps.mjs'
import { withCloneLock } from './with-clone-lock.mjs'

const lockFile = path.join(cloneRoot, 'package-lock.json')

/** What npm itself noted about its last install: true when it has every required package of the lock, in its version. */
function alreadyInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
    const found = JSON.parse(readFileSync(path.join(cloneRoot, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(
      ([name, entry]) =>
        name === '' ||
        ((entry.optional || entry.devOptional || entry.peer) && !found[name]) ||
        (found[name]?.version === entry.version && existsSync(path.join(cloneRoot, name))),
    )
  } catch {
    return false
  }
}

export async function ensureInstalled() {
  if (!existsSync(lockFile))
    throw new PlainError(
      'package-lock.json is missing, so the dependencies are not known. Restore it from the repository.',
    )
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (readStamps().install === hash) return
  await withCloneLock(async () => {
    if (readStamps().install === hash) return
    if (!alreadyInstalled()) {
      console.error('Installing dependencies (npm ci)…')
      const npm = process.env.npm_execpath
      // Under npx or another package manager this names something else, so only npm's own script is taken.
      const own = npm && /npm-cli\.(c|m)?js$/.test(npm)
      await runTool('npm ci', own ? process.execPath : 'npm', [
        ...(own ? [npm] : []),
        'ci',
        '--include=dev',
        '--no-fund',
        '--no-audit',
      ])
    }
    writeStamp('install', hash)
  })
}
