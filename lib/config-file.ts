// The file that CUTOVER_CONFIG names: more GitLabs and Vaults than one, and policy repositories. Credentials only by the names of files that hold them.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isNode, LineCounter, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import {
  approleMount,
  type ConfigFile,
  gitlabAddress,
  isMountPath,
  readCredential,
  readSetting,
  type VaultSettings,
  vaultAddress,
  vaultNamespace,
} from '@/lib/env'
import { AppError } from '@/lib/errors'
import { Secret } from '@/lib/secret'

const code = 'vault_not_configured'
const text = z.string().min(1)

const entrySchema = z
  .strictObject({
    name: text,
    address: z.string().refine((address) => vaultAddress(address) !== null, 'is not a web address'),
    namespace: z.string().nullish(),
    token_file: text.optional(),
    role_id: text.optional(),
    approle_mount: z.string().refine(isMountPath, 'must be the path of the mount without auth/').optional(),
    secret_id_file: text.optional(),
    ca_file: text.optional(),
  })
  .refine(
    (entry) =>
      entry.token_file
        ? !entry.role_id && !entry.secret_id_file
        : entry.role_id !== undefined && entry.secret_id_file !== undefined,
    'needs either token_file, or role_id with secret_id_file',
  )

const name = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/)
const gitlabPath = z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/)

const gitlabSchema = z.strictObject({
  name: name.refine((one) => one !== 'first', 'must be another: first is the GitLab of GITLAB_URL'),
  url: z.string().refine((url) => gitlabAddress(url) !== null, 'is not a web address'),
  token_file: text,
  write_token_file: text.optional(),
  groups: z.array(gitlabPath).optional(),
  ca_file: text.optional(),
})

const repositorySchema = z.strictObject({ name, project: gitlabPath, gitlab: name.optional(), vault: text })

const fileSchema = z
  .strictObject({
    vaults: z.array(entrySchema).default([]),
    gitlab: z.array(gitlabSchema).default([]),
    policy_repositories: z.array(repositorySchema).default([]),
  })
  .superRefine(({ vaults, gitlab, policy_repositories: repositories }, context) => {
    const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message })
    const lists = { vaults, gitlab, policy_repositories: repositories }
    for (const [list, entries] of Object.entries<readonly { name: string }[]>(lists)) {
      for (const [at, entry] of entries.entries())
        if (entries.findIndex((other) => other.name === entry.name) < at) issue([list, at, 'name'], 'is used twice')
    }
    for (const [at, { url }] of gitlab.entries())
      if (gitlab.findIndex((other) => gitlabAddress(other.url) === gitlabAddress(url)) < at)
        issue(['gitlab', at, 'url'], 'is that of another entry')
    for (const [at, entry] of repositories.entries()) {
      if (entry.gitlab !== undefined && !gitlab.some((one) => one.name === entry.gitlab))
        issue(['policy_repositories', at, 'gitlab'], 'names no entry of gitlab')
      if (repositories.findIndex((other) => other.vault === entry.vault) < at)
        issue(['policy_repositories', at, 'vault'], 'has a policy repository already')
    }
  })

/**
 * Takes the name of the YAML file; files in it are meant from its folder. Fails with `vault_not_configured` and one sentence
 * for each mistake with its line: YAML that is none, a key that is not known, a credential that stands in the file itself.
 * An entry whose credential cannot be read is left out and told in `problems`: the others count.
 * No sentence repeats anything from the file but a key.
 */
export function readConfigFile(file: string): ConfigFile {
  const lines = new LineCounter()
  const document = parseDocument(readFile(file), { lineCounter: lines })
  const [broken] = document.errors
  if (broken) throw refusal([`Line ${lines.linePos(broken.pos[0]).line}: this is no valid YAML (${broken.code}).`])
  const aliases: number[] = []
  visit(document, { Alias: (_, { range }) => void aliases.push(range?.[0] ?? 0) })
  if (aliases[0] !== undefined)
    throw refusal([`Line ${lines.linePos(aliases[0]).line}: write it out; an alias (*) is not read.`])
  const parsed = fileSchema.safeParse(document.toJS())
  if (!parsed.success) throw refusal(parsed.error.issues.flatMap((issue) => sentences(issue, lineOf)))
  const folder = path.dirname(file)
  const problems: ConfigFile['problems'] = { vaults: [], gitlab: [] }
  const attempt = <E, T>(list: 'vaults' | 'gitlab', entries: readonly E[], read: (entry: E) => T): T[] =>
    entries.flatMap((entry, at) => {
      try {
        return [read(entry)]
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        problems[list].push(...error.problems.map((text) => `Line ${lineOf([list, at, 'name'])}: ${text}`))
        return []
      }
    })
  const config: ConfigFile = {
    vaults: attempt('vaults', parsed.data.vaults, (entry) => settingsOf(entry, folder)),
    gitlab: attempt('gitlab', parsed.data.gitlab, (entry) => gitlabOf(entry, folder)),
    policyRepositories: parsed.data.policy_repositories.map((one) => ({ ...one, gitlab: one.gitlab ?? null })),
    problems,
  }
  return config

  /** Of the key where there is one, else of what stands there, else of what it belongs to. */
  function lineOf(at: PropertyKey[]): number {
    const parent: unknown = at.length > 1 ? document.getIn(at.slice(0, -1), true) : document.contents
    const key = isMap(parent) ? parent.items.find((pair) => String(pair.key) === at.at(-1))?.key : undefined
    const node: unknown = isNode(key) ? key : document.getIn(at, true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    return at.length === 0 ? 1 : lineOf(at.slice(0, -1))
  }
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError(code, ['The file that CUTOVER_CONFIG names cannot be read.'])
  }
}

/** In our own words, and for an unknown key with the key: what was written as its value is never told. */
function sentences(issue: z.core.$ZodIssue, lineOf: (at: PropertyKey[]) => number): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `Line ${lineOf([...issue.path, key])}: ${unknownKey(key)}`)
  const field = issue.path.at(-1)
  const where = `Line ${lineOf(issue.path)}:`
  if (issue.code === 'custom') return [`${where} ${typeof field === 'string' ? field : 'this entry'} ${issue.message}.`]
  return [`${where} ${typeof field === 'string' ? field : 'the file'} is missing or not of the form that it must have.`]
}

function unknownKey(key: string): string {
  const file = {
    token: 'token_file',
    write_token: 'write_token_file',
    secret_id: 'secret_id_file',
    ca: 'ca_file',
    ca_cert: 'ca_file',
  }[key]
  if (file !== undefined) return `${key} must not stand here: put it into a file and name that as ${file}.`
  return `${/^[\w.-]{1,40}$/.test(key) ? key : 'this'} is not a known key.`
}

function settingsOf(entry: z.infer<typeof entrySchema>, folder: string): VaultSettings {
  const { name, token_file, role_id, approle_mount, secret_id_file, ca_file } = entry
  const secret = (key: string, file: string | undefined) =>
    readCredential(`${key} of ${name}`, path.resolve(folder, file ?? ''), code)
  return {
    name,
    address: vaultAddress(entry.address) ?? '',
    namespace: vaultNamespace(entry.namespace),
    credential: token_file
      ? { kind: 'token', token: secret('token_file', token_file) }
      : {
          kind: 'approle',
          mount: approle_mount ?? approleMount,
          roleId: new Secret(role_id ?? ''),
          secretId: secret('secret_id_file', secret_id_file),
        },
    ca: ca_file ? readSetting(`ca_file of ${name}`, path.resolve(folder, ca_file), code) : null,
  }
}

function gitlabOf(entry: z.infer<typeof gitlabSchema>, folder: string): ConfigFile['gitlab'][number] {
  const { name, token_file, write_token_file, ca_file } = entry
  const secret = (key: string, file: string) => readCredential(`${key} of ${name}`, path.resolve(folder, file), code)
  return {
    name,
    url: gitlabAddress(entry.url) ?? '',
    scanToken: secret('token_file', token_file),
    writeToken: write_token_file ? secret('write_token_file', write_token_file) : null,
    include: entry.groups ?? [],
    ca: ca_file ? readSetting(`ca_file of ${name}`, path.resolve(folder, ca_file), code) : null,
    demo: false,
  }
}

const refusal = (problems: string[]) => new AppError(code, problems)
