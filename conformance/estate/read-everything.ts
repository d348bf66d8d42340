// What a token may do besides: every mapped path is read and written with it.
import type { AccessModel } from '@/lib/core/render/access-model'
import type { Attempt } from './estate-attempts'
import type { EstateServer } from './estate-server'
import type { EstateValues } from './estate-values'
import { label, type Tried } from './try-attempt'

export type Besides = {
  readable: number
  refusedReads: number
  /** Of these, merge requests at what production reads. */
  refusedProduction: number
  refusedWrites: number
  faults: string[]
}

/** A path is readable where a policy of the role lists it, and nowhere else; nothing can be written. The engine says the same. */
export async function readEverything(
  server: EstateServer,
  model: AccessModel,
  values: EstateValues,
  { attempt, tried }: { attempt: Attempt; tried: Tried },
): Promise<Besides> {
  const { role, vault } = { role: attempt.role.role, vault: attempt.mount.vault.name }
  const listed = new Set(role.policies.flatMap((name) => model.pathsOf(vault, name).map(({ path }) => path)))
  const { token, engine } = tried
  const found: Besides = { readable: 0, refusedReads: 0, refusedProduction: 0, refusedWrites: 0, faults: [] }
  if (token === null) return found
  const fault = (text: string) => found.faults.push(`${label(attempt)}: ${text}`)
  for (const path of values.keys()) {
    const read = await server.call('GET', path, undefined, { token })
    if (read.status === 200) found.readable++
    if (read.status === 403) found.refusedReads++
    if ((read.status === 200) !== listed.has(path)) fault(`${path}: read with status ${read.status}`)
    if ((read.status === 200) !== engine.ask(path, 'read')?.allowed) fault(`${path}: ${read.status}, not the engine's`)
    const production = model.isProduction(vault, path) && attempt.trigger === 'merge-request'
    if (production && read.status !== 403) fault(`${path}: a merge request reads what production reads`)
    if (production && read.status === 403) found.refusedProduction++
    const write = await server.call('POST', path, { data: { written: 'by a job' } }, { token })
    if (write.status === 403) found.refusedWrites++
    else fault(`${path}: written with status ${write.status}`)
    if (engine.ask(path, 'update')?.allowed !== false) fault(`${path}: the engine lets it be written`)
  }
  return found
}
