// A Chromium for the browser tests: the system's, else Playwright's own, else Debian's package when root.
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function run(command, args, seconds, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000)
    })
    child.on('error', (error) => resolve({ ok: false, said: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, said: said.trim() }))
  })
}

/** Some systems have a script of this name that only says how to install the browser, and a browser may lack a library. */
async function works(file) {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    return false
  }
  return (await run(file, ['--version'], 20)).ok
}

async function ofSystem() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const candidates = [...folders.flatMap((folder) => names.map((name) => path.join(folder, name))), ...elsewhere]
  for (const file of candidates) if (await works(file)) return file
  return null
}

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test')
  if (await works(chromium.executablePath())) return { path: chromium.executablePath() }
  console.log('  Downloading Chromium for the browser tests (Playwright)…')
  const cli = path.join(path.dirname(new URL(import.meta.resolve('@playwright/test')).pathname), 'cli.js')
  const { said } = await run(process.execPath, [cli, 'install', '--no-shell', 'chromium'], 300)
  return (await works(chromium.executablePath())) ? { path: chromium.executablePath() } : { said }
}

async function ofDebian() {
  console.log('  Installing Debian’s package "chromium" for the browser tests…')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const wait = ['-o', 'DPkg::Lock::Timeout=300']
  await run('apt-get', ['update', '-qq'], 300, env)
  const { said } = await run('apt-get', ['install', '-y', '-qq', ...wait, 'chromium'], 900, env)
  const found = await ofSystem()
  return found ? { path: found } : { said }
}

/** Resolves to `{ path }`, or to `{ missing }`: one line that names what is missing. */
export async function findChromium() {
  const chosen = process.env.CUTOVER_CHROMIUM
  if (chosen)
    return (await works(chosen))
      ? { path: chosen }
      : { missing: `CUTOVER_CHROMIUM names ${chosen}, which does not run.` }
  const system = await ofSystem()
  if (system) return { path: system }
  const own = await ofPlaywright()
  if (own.path) return own
  if (process.getuid?.() === 0 && (await run('apt-get', ['--version'], 20)).ok) {
    const debian = await ofDebian()
    if (debian.path) return debian
  }
  return {
    missing:
      'no Chromium found, and Playwright’s could not be downloaded. Install the package "chromium", or name one in CUTOVER_CHROMIUM.',
  }
}
