// One login and its reads, on the server and by the engine, against what the binding table promises.

import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { type TriedLogin, tryLogin } from '@/lib/core/render/access-login'
import type { AccessModel } from '@/lib/core/render/access-model'
import type { BindingRow } from '@/lib/core/render/binding-table'
import { policyPath } from '@/lib/core/render/plan-policies'
import { isVersioned } from './apply-artefacts'
import type { Attempt } from './estate-attempts'
import type { EstateServer } from './estate-server'
import type { EstateValues } from './estate-values'

export type Tried = {
  loggedIn: boolean
  /** Rows whose bytes came back right. */
  resolved: number
  /** One line for each disagreement; no value is in it. */
  faults: string[]
  token: string | null
  engine: TriedLogin
}

/** `jwt` is signed with the claims of the attempt. Never throws but where the server is gone. */
export async function tryAttempt(
  server: EstateServer,
  model: AccessModel,
  values: EstateValues,
  attempt: Attempt,
  jwt: string,
): Promise<Tried> {
  const { mount, role, claims, rows, certain } = attempt
  const engine = tryLogin(mount, role, { claims, own: true, flavour: model.flavour })
  const answer = await server.call('POST', `auth/${mount.vault.auth_path}/login`, { role: role.role.name, jwt })
  const auth = 'auth' in answer.body && isLogin(answer.body.auth) ? answer.body.auth : null
  const faults: string[] = []
  const fault = (text: string) => faults.push(`${label(attempt)}: ${text}`)
  const loggedIn = auth !== null
  if (loggedIn !== engine.login.allowed) fault(`the engine says ${engine.login.allowed}, the server ${answer.status}`)
  if (certain && loggedIn !== rows.length > 0)
    fault(`the table promises ${rows.length} reads, the server ${answer.status}`)
  if (auth === null) {
    const text = answer.body.errors?.[0] ?? ''
    if (answer.status !== engine.login.status) fault(`status ${answer.status}, the engine says ${engine.login.status}`)
    if (!engine.login.reported.includes(text)) fault(`"${text}", the engine says ${engine.login.reported.join(' | ')}`)
    return { loggedIn, resolved: 0, faults, token: null, engine }
  }
  if (auth.policies.toSorted().join() !== engine.login.policies.toSorted().join()) fault('other policies')
  if (auth.lease_duration !== engine.login.ttl) fault(`${auth.lease_duration} seconds, not ${engine.login.ttl}`)
  let resolved = 0
  for (const row of rows) {
    const path = spelledPath(row, model.rules)
    const wanted = values.get(path)?.[row.field]
    const read = await server.call('GET', path, undefined, { token: auth.client_token })
    if (engine.ask(path, 'read')?.allowed !== true) fault(`the engine refuses ${path}`)
    if (read.status !== 200) fault(`${path}: status ${read.status}`)
    else if (wanted === undefined || fieldOf(read.body, path, row.field, model.rules) !== wanted)
      fault(`${path}: other bytes`)
    else resolved++
  }
  return { loggedIn, resolved, faults, token: auth.client_token, engine }
}

/** Which job, which role: what a person needs to find a disagreement. */
export function label({ project, role, trigger, environment, asProtected }: Attempt): string {
  return `${project} ${trigger}${asProtected ? ' (protected)' : ''} in ${environment ?? 'no environment'} as ${role.role.name}`
}

/** The path of a row as a policy spells it. */
export function spelledPath(row: BindingRow, rules: RulesFile): string {
  const { vault, mount, path, field } = row
  const engine = isVersioned(`${mount}/data/`, rules) ? 'kv-v2' : 'kv-v1'
  return policyPath({ engine, target: { vault, mount, path, field } })
}

function fieldOf(body: Record<string, unknown>, path: string, field: string, rules: RulesFile): unknown {
  const data = isRecord(body.data) ? body.data : {}
  const fields = isVersioned(path, rules) ? data.data : data
  return isRecord(fields) ? fields[field] : undefined
}

type Login = { client_token: string; policies: string[]; lease_duration: number }

function isLogin(value: unknown): value is Login {
  if (!isRecord(value)) return false
  return (
    typeof value.client_token === 'string' && Array.isArray(value.policies) && typeof value.lease_duration === 'number'
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
