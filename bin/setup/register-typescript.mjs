// Lets this process import TypeScript files and the `@/` alias, from any folder.
import path from 'node:path'
import { cloneRoot } from './clone-root.mjs'

export async function registerTypescript() {
  const tsconfig = path.join(cloneRoot, 'tsconfig.json')
  process.env.TSX_TSCONFIG_PATH = tsconfig
  const { register } = await import('tsx/esm/api')
  register({ tsconfig })
}
