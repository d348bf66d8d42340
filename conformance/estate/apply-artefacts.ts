// Applies what an export holds to a server: auth method, policies, roles, mounts, and the values at their paths.
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile, VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { accessFiles } from '@/lib/core/render/access-files'
import type { ArtefactFile } from '@/lib/core/render/artefact-file'
import type { EstateServer } from './estate-server'
import type { EstateValues } from './estate-values'

export type Applied = { policies: number; roles: number; paths: number; fields: number }

/** Throws where the server refuses anything of it, and where the export lacks a file that the plan promises. */
export async function applyArtefacts(
  server: EstateServer,
  { files, plan, rules, values }: { files: ArtefactFile[]; plan: Plan; rules: RulesFile; values: EstateValues },
): Promise<Applied> {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  const text = (path: string): string => {
    const found = texts.get(path)
    if (found === undefined) throw new Error(`The export has no ${path}`)
    return found
  }
  const applied: Applied = { policies: 0, roles: 0, paths: 0, fields: 0 }
  for (const vault of rules.vaults) {
    const names = accessFiles(vault, rules.vaults.length)
    const auth = `sys/auth/${vault.auth_path}`
    await server.make(auth, { type: 'jwt' }, auth)
    await server.make(`auth/${vault.auth_path}/config`, text(names.auth))
    for (const { name } of plan.policies.filter((policy) => policy.vault === vault.name)) {
      const path = `sys/policies/acl/${name}`
      const { status } = await server.call('GET', path)
      if (status !== 404) throw new Error(`The server has a policy ${name} already`)
      await server.make(path, { policy: text(names.policy(name)) }, path)
      applied.policies++
    }
    for (const { name } of plan.roles.filter((role) => role.vault === vault.name)) {
      await server.make(`auth/${vault.auth_path}/role/${name}`, text(names.role(name)))
      applied.roles++
    }
    await mount(server, vault, rules)
  }
  for (const [path, fields] of values) {
    await server.make(path, isVersioned(path, rules) ? { data: fields } : fields)
    applied.paths++
    applied.fields += Object.keys(fields).length
  }
  return applied
}

async function mount(server: EstateServer, vault: VaultDeclaration, rules: RulesFile): Promise<void> {
  for (const { path, engine } of rules.mounts.filter((one) => one.vault === vault.name)) {
    const version = engine === 'kv-v2' ? '2' : '1'
    // OpenBao has no AWS engine.
    if (engine === 'aws') continue
    const body = engine.startsWith('kv') ? { type: 'kv', options: { version } } : { type: engine }
    await server.make(`sys/mounts/${path}`, body, `sys/mounts/${path}`)
  }
}

/** Does KV v2 hold this path? */
export function isVersioned(path: string, rules: RulesFile): boolean {
  return rules.mounts.some((one) => one.engine === 'kv-v2' && path.startsWith(`${one.path}/data/`))
}
