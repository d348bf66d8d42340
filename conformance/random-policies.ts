// Policies and paths to read: patterns that overlap, and texts that a server refuses.
import broken from './broken-policies.json'
import { accessorStandIn } from './conformance-case'
import type { Random } from './random'

const paths = [
  'secret/data/app/db',
  'secret/data/app/prod/db',
  'secret/data/app',
  'secret/data/app2/x',
  'secret/metadata/app/db',
  'secret/data/20/db',
  'secret/data/21/db',
  'secret/data/main/db',
  'database/creds/app',
  'secret',
  'auth/token/lookup-self',
  'secret/data/app/',
  'a/b/c/d',
  'secret/data/a*b/db',
  'cubbyhole/x',
  'secret/data/käse',
  'secret/data/app/db/',
  'sys/capabilities-self',
] as const

const patterns = [
  'secret/data/app/db',
  'secret/data/app/*',
  'secret/data/*',
  'secret/*',
  'secret/data/app*',
  'secret/+/app/db',
  'secret/data/+/db',
  'secret/+/+/db',
  'secret/data/+/*',
  '+/data/app/db',
  'secret/data/app/+',
  '*',
  '+',
  '',
  '/secret/data/app/db',
  '+/+/+/+',
  '+/*',
  'secret/data/+/d*',
  'secret/+/app/*',
  'secret/data/a*b/db',
  'secret/da*',
  'secret/data/app/d*',
  'database/creds/+',
  'a/+/c/*',
  '+/b/+/d',
  'secret/data/app/',
  'secret/data/app/+/db',
  'secret/+data/app',
  'secret/data/käse',
  'secret/data/+',
  'cubbyhole/*',
  'auth/token/lookup-self',
] as const

const templates = [
  'secret/data/{{identity.entity.aliases.ACC.metadata.project_id}}/db',
  'secret/data/{{identity.entity.aliases.ACC.name}}/*',
  'secret/data/{{ identity.entity.aliases.ACC.metadata.the_ref }}/db',
  'secret/data/{{identity.entity.aliases.ACC.metadata.role}}/db',
  'secret/data/{{identity.entity.aliases.auth_jwt_x.name}}/db',
  'secret/data/{{identity.entity.id}}/db',
  'secret/data/{{identity.groups.names.g.id}}/x',
  '{{identity.entity.aliases.ACC.metadata.missing}}/*',
  'secret/data/{{identity.entity.aliases.ACC.custom_metadata.x}}',
  'secret/data/{{nonsense}}/db',
] as const

const capabilities = ['create', 'read', 'update', 'delete', 'list', 'patch', 'sudo'] as const

export function randomReads(random: Random): string[] {
  return [...new Set([...random.times(4, () => random.pick(paths)), random.pick(paths)])]
}

export function randomPolicy(random: Random): string {
  const rules = random.times(4, () => randomRule(random))
  const text = rules.join(random.pick(['\n', '\n\n# comment\n', ' ', '\n// x\n', '\r\n', '\n/* a\n b */\n']))
  return text === '' ? 'path "none" { capabilities = [] }' : text
}

function randomPath(random: Random): string {
  const path = random.chance(0.12) ? random.pick(templates).replace('ACC', accessorStandIn) : random.pick([...patterns])
  return path
}

function randomCapabilities(random: Random): string[] {
  if (random.chance(0.1)) return ['deny', ...random.some(capabilities, 0.2)]
  return random.chance(0.75) ? ['read', ...random.some(capabilities, 0.2)] : random.some(capabilities, 0.3)
}

function randomRule(random: Random): string {
  const list = randomCapabilities(random).map((name) => `"${name}"`)
  const key = random.chance(0.9) ? `path "${randomPath(random)}"` : `"path" "${randomPath(random)}"`
  if (random.chance(0.08)) return `${key} { policy = "${random.pick(['read', 'write', 'deny', 'sudo'])}" }`
  const extra = random.chance(0.12) ? `\n  ${random.pick(extras)}` : ''
  const comma = random.chance(0.1) ? ',' : ''
  const body = `capabilities = [${list.join(random.pick([', ', ',', ' ,\n']))}${comma}]${extra}`
  return random.pick([
    `${key} {\n  ${body}\n}`,
    `${key} { ${body.replace('\n', ', ')} }`,
    `${key} {\n  # why\n  ${body} # why\n}`,
  ])
}

const extras = [
  'min_wrapping_ttl = "1m"',
  'max_wrapping_ttl = 100',
  'required_parameters = ["a"]',
  'allowed_parameters = { "x" = ["1"] }',
  'denied_parameters = { "*" = [] }',
  'comment = "x"',
  'expiration = "2001-01-01T00:00:00Z"',
  'expiration = "2091-01-01T00:00:00Z"',
  'expiration = 1000',
  'mfa_methods = ["x"]',
  'pagination_limit = 5',
  'capabilities = ["list"]',
  'min_wrapping_ttl = 10\n  max_wrapping_ttl = "1h"',
] as const

/** In JSON, also in forms that only hcl reads. */
export function randomJsonPolicy(random: Random): string {
  const entries = random.times(3, () => {
    const list = randomCapabilities(random)
      .map((name) => `"${name}"`)
      .join(',')
    return `"${randomPath(random)}": {"capabilities": [${list}]}`
  })
  const body = entries.join(', ')
  return random.pick([
    `{"path": {${body}}}`,
    `{"path": [{${body}}]}`,
    ` \n{"path":{${body}}}`,
    `{"path": {${body}}, "name": "x"}`,
    `{"path": {${body}}`,
    `{"path": {${body}},}`,
    `{${entries.map((entry) => `"path": {${entry}}`).join(',')}}`,
    `{"path": {"a": {"capabilities": ["read"], "allowed_parameters": {"x": []}}}}`,
    `{"path": {"a": {"allowed_parameters": {"x": []}}}}`,
    `{"path": {"a": {}}}`,
    `{"path": "x"}`,
    `{"path": {"a": "read"}}`,
    `{"path": {"a": {"capabilities": "read"}}}`,
    `{"path": {"a": {"capabilities": [true, "read", ["list"]]}}}`,
    `{"pat": {${body}}}`,
    `{"path": {"a": {"capabilities": null}}}`,
    `{"path": {"a": {"policy": "read"}}} trailing`,
    `{}`,
    `{`,
    `{"path" {}}`,
    `{"a": .5}`,
    `{"path": {"a": {"min_wrapping_ttl": 01}}}`,
    `{"path": {"a\\u0041": {"capabilities": ["read"]}}}`,
    `{'a': 1}`,
    `{"path": [1, {}]}`,
  ])
}

/** Texts that are mostly no policies. */
export function brokenPolicy(random: Random): string {
  if (random.chance(0.4)) return broken[random.below(broken.length)] ?? ''
  let text = random.chance(0.3) ? randomJsonPolicy(random) : randomPolicy(random)
  for (let edits = random.below(3) + 1; edits > 0; edits--) text = edited(random, text)
  return text
}

function edited(random: Random, text: string): string {
  const at = random.below(text.length + 1)
  const until = random.chance(0.5) ? at : at + random.below(4) + 1
  return `${text.slice(0, at)}${random.pick(pieces)}${text.slice(until)}`
}

const pieces = [
  '',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '=',
  '#',
  '/',
  '\\',
  '$',
  '${',
  '<<X\n',
  '+',
  '-',
  '.',
  '0x',
  '1',
  'true',
  ' ',
  '\n',
  '*',
  'é',
  '\u0000',
  '+*',
  '}}',
  '{{',
  'deny',
  '/*',
  '\\x4',
  ':',
  '0',
  '08',
  '1e5',
  '.5',
  '"a"',
  '<<-AB\n',
  '\r\n',
  '\t',
  'null',
  '[[',
  '{}',
  '//',
  '*/',
  '_',
  '\\u00e9',
  '\\n',
  '😀',
  '\u00a0',
  'path "x" {',
  "'",
] as const
