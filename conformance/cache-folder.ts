// Where built servers are kept: outside the work tree, for all clones of one user.
import { homedir } from 'node:os'
import path from 'node:path'

/** `CUTOVER_CACHE`, else `cutover-conformance` in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  if (env.CUTOVER_CACHE) return path.resolve(env.CUTOVER_CACHE)
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'cutover-conformance')
}
