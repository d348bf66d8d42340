// Places in engines that store nothing: credentials made at the read, and keys that never leave Vault.
import type { TemplateValues } from './expand-template'
import type { Engine } from './plan'

export type DynamicEngine = Exclude<Engine, 'kv-v1' | 'kv-v2'>

type Form = {
  /** The first part of a path, which says what is asked; the first one stands for a path of one part. */
  operations: readonly [string, ...string[]]
  fields: (operation: string) => readonly string[]
}

/**
 * Fields as the engines answer them. Sources: OpenBao `builtin/logical/database/path_creds_create.go`, Vault
 * `builtin/logical/aws/secret_access_keys.go`, OpenBao `builtin/logical/transit`.
 */
const forms: Record<DynamicEngine, Form> = {
  database: {
    operations: ['creds', 'static-creds'],
    fields: () => ['username', 'password', 'rsa_private_key', 'client_certificate', 'private_key'],
  },
  aws: { operations: ['creds', 'sts'], fields: () => ['access_key', 'secret_key', 'security_token', 'arn'] },
  transit: { operations: ['decrypt', 'encrypt', 'sign'], fields: (operation) => [answers[operation] ?? ''] },
}

const answers: Record<string, string | undefined> = { decrypt: 'plaintext', encrypt: 'ciphertext', sign: 'signature' }

export function isDynamic(engine: Engine): engine is DynamicEngine {
  return engine !== 'kv-v1' && engine !== 'kv-v2'
}

/** The path where a rule names none; without `{protected}`, since user and password of one lease must share it. */
export const defaultEnginePaths = {
  instance: 'cutover-instance-{environment}',
  group: 'cutover-{group_path}-{environment}',
  project: 'cutover-{project_id}-{environment}',
  schedule: 'cutover-{project_id}-{environment}',
} as const

/** Values made fit for the name of an engine's role or key, which has no slash. A value that stands for itself stays. */
export function engineValues(values: TemplateValues): TemplateValues {
  const nameFit = (value: string | null) =>
    value === null || /^\{\w+\}$/.test(value)
      ? value
      : value.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'any'
  return {
    project_id: nameFit(values.project_id),
    project_path: nameFit(values.project_path),
    group_path: nameFit(values.group_path),
    environment: nameFit(values.environment),
    key: nameFit(values.key),
    scope: nameFit(values.scope),
    protected: nameFit(values.protected),
  }
}

/** A path of one part is the name of a role or key; the usual operation goes before it. */
export function completeEnginePath(engine: DynamicEngine, path: string): string {
  return path.includes('/') ? path : `${forms[engine].operations[0]}/${path}`
}

/** Where a rule names no field: the only one there is, else the one that the key's words tell; null where they do not. */
export function guessEngineField(engine: DynamicEngine, path: string, key: string): string | null {
  const fields = forms[engine].fields(operationOf(path))
  if (fields.length === 1) return fields[0] ?? null
  const hints: readonly [RegExp, string][] =
    engine === 'database'
      ? [
          [/PASS|PWD|PW$/i, 'password'],
          [/USER|LOGIN|ROLE/i, 'username'],
        ]
      : [
          [/SECRET/i, 'secret_key'],
          [/TOKEN/i, 'security_token'],
          [/ACCESS_?KEY|KEY_?ID/i, 'access_key'],
          [/ARN/i, 'arn'],
        ]
  return hints.find(([pattern]) => pattern.test(key))?.[1] ?? null
}

/**
 * Reasons why this place cannot be asked, empty when it can. A name is one part in Vault's syntax of names
 * (OpenBao `sdk/framework`, GenericNameRegex; AWS also takes `@`).
 */
export function engineProblems(engine: DynamicEngine, path: string, field: string): string[] {
  const { operations, fields } = forms[engine]
  const operation = operationOf(path)
  const name = path.slice(operation.length + 1)
  const pattern = engine === 'aws' ? /^\w(([\w.@-]+)?\w)?$/ : /^\w(([\w.-]+)?\w)?$/
  const known = fields(operation)
  return [
    ...(operations.includes(operation)
      ? []
      : [`A path of engine ${engine} begins with ${operations.map((one) => `${one}/`).join(' or ')}`]),
    ...(pattern.test(name) ? [] : [`${JSON.stringify(name)} is no name that engine ${engine} takes`]),
    ...(known.includes(field) || !operations.includes(operation)
      ? []
      : [`Name the field: ${engine} answers ${known.join(', ')}`]),
  ]
}

function operationOf(path: string): string {
  return path.split('/')[0] ?? ''
}
