// The Prisma client, generated without downloading an engine.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { cloneRoot } from './clone-root.mjs'
import { runTool } from './run-tool.mjs'
import { hashOf, readStamps, writeStamp } from './stamps.mjs'
import { withCloneLock } from './with-clone-lock.mjs'

const generated = path.join(cloneRoot, 'lib', 'db', 'generated')

/** Silent unless it fails; nothing on stdout, since the `cutover` command answers there. */
export async function ensureGenerated() {
  if (!existsSync(path.join(cloneRoot, 'prisma', 'schema.prisma'))) return
  const hash = hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'])
  const fresh = () => readStamps().generate === hash && existsSync(generated)
  if (fresh()) return
  await withCloneLock(async () => {
    if (fresh()) return
    await runTool(
      'prisma generate',
      process.execPath,
      [path.join('node_modules', 'prisma', 'build', 'index.js'), 'generate'],
      {
        quiet: true,
        env: {
          // `generate` only checks that an engine file exists and never runs it, so any existing file spares the download.
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          PRISMA_HIDE_UPDATE_MESSAGE: '1',
          CHECKPOINT_DISABLE: '1',
        },
      },
    )
    writeStamp('generate', hash)
  })
}
