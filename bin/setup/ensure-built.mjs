// The Next.js build, made again when a source file differs.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { cloneRoot } from './clone-root.mjs'
import { runTool } from './run-tool.mjs'
import { hashOf, readStamps, writeStamp } from './stamps.mjs'
import { withCloneLock } from './with-clone-lock.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
  'next.config.ts',
  'postcss.config.mjs',
  'instrumentation.ts',
  'proxy.ts',
]
const notBuilt = (name) =>
  name.startsWith('lib/db/generated') ||
  name.startsWith('lib/launch') ||
  name.startsWith('lib/cli') ||
  /\.test\.tsx?$/.test(name)

export async function ensureBuilt() {
  if (!existsSync(path.join(cloneRoot, 'app'))) return
  const fresh = (hash) => readStamps().build === hash && existsSync(path.join(cloneRoot, '.next', 'BUILD_ID'))
  if (fresh(hashOf(sources, notBuilt))) return
  await withCloneLock(async () => {
    const hash = hashOf(sources, notBuilt)
    if (fresh(hash)) return
    console.error('Building the pages (next build)…')
    await runTool('next build', process.execPath, [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      quiet: true,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' },
    })
    writeStamp('build', hash)
  })
}
