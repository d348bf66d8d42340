// Paths that jobs read from Vault by a script today, with the line: they are sources too, and no variable names them.
import type { Evidence, JobEnvironment } from '@/lib/core/inventory/consumer'
import type { Estate, Project } from '@/lib/core/inventory/estate'
import { findEvidence, type Sources } from '@/lib/core/inventory/find-evidence'
import { findJobs } from '@/lib/core/inventory/find-jobs'
import { scriptTexts } from '@/lib/core/inventory/find-uses'
import { jobEnvironment } from '@/lib/core/inventory/job-environment'
import { readCiConfig } from '@/lib/core/inventory/read-ci-config'
import { sourceFile } from '@/lib/core/inventory/source-lines'

export type StaticRead = {
  project: string
  job: string
  environment: JobEnvironment
  /** As the script names it, `mount/path`; with `$` where it is only known at run time. */
  path: string
  field: string | null
  evidence: Evidence[]
}

const mayRead = /\b(?:vault|bao)\s+(?:kv\s+get|read)\b|\/v1\/[\w$]/
const command = /\b(?:vault|bao)\s+(kv\s+get|read)\s+([^|;&)`\n]*)/g
const request = /\/v1\/((?!auth\/|sys\/)[\w./${}-]+)/g
const withValue = /^-{1,2}(?:field|format|mount|namespace|ns|address|wrap-ttl|version|output-curl-string)$/

/**
 * Jobs of valid configurations that run `vault kv get`, `vault read` or ask `/v1/…` of a Vault. `auth/` and `sys/` are no
 * sources. Source of the forms: developer.hashicorp.com/vault/docs/commands/kv/get and …/commands/read.
 */
export function findStaticReads(estate: Pick<Estate, 'projects'>): StaticRead[] {
  return estate.projects.flatMap((project) => (project.archived ? [] : readsOf(project)))
}

function readsOf(project: Project): StaticRead[] {
  const { ci } = project
  if (ci.state !== 'valid' || !mayRead.test(ci.mergedYaml)) return []
  const config = readCiConfig(ci.mergedYaml)
  if (!config) return []
  const files = [...(ci.root ? [ci.root] : []), ...ci.included].map(sourceFile)
  const sources: Sources = { files, merged: sourceFile({ path: '', text: ci.mergedYaml }) }
  return findJobs(config).flatMap((job) => {
    const found = new Map<string, { path: string; field: string | null }>()
    for (const one of scriptTexts(job).flatMap(readsIn)) found.set(JSON.stringify(one), one)
    const texts = [...found.values()]
    return texts.map(({ path, field }) => ({
      project: project.fullPath,
      job: job.name,
      environment: jobEnvironment(job.own, new Map()),
      path,
      field,
      evidence: findEvidence(sources, job.name, 'script', (line) =>
        readsIn(line).some((one) => one.path === path && one.field === field),
      ),
    }))
  })
}

/** Reads in one text of a script. `vault kv` and the API's `data/` name the same path, which is given without it. */
export function readsIn(text: string): { path: string; field: string | null }[] {
  const commands = [...text.matchAll(command)].flatMap(([, , rest = '']) => readOf(rest))
  const asked = /\b(?:VAULT|BAO)_|\bvault\b/i.test(text)
    ? [...text.matchAll(request)].flatMap(([, path = '']) =>
        path.includes('/') ? [{ path: plain(path), field: null }] : [],
      )
    : []
  return [...commands, ...asked].filter(({ path }) => !/^(?:auth|sys)\//.test(path))
}

function readOf(rest: string): { path: string; field: string | null }[] {
  const words = rest.trim().split(/\s+/).map(unquoted)
  let mount = ''
  let field: string | null = null
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) {
      if (!/^[\w${]/.test(word)) return []
      return [{ path: plain(mount === '' ? word : `${mount}/${word}`), field }]
    }
    const [name = '', ...parts] = word.split('=')
    const value = parts.length > 0 ? parts.join('=') : withValue.test(name) ? (words[++at] ?? '') : ''
    if (/^-{1,2}field$/.test(name)) field = unquoted(value)
    if (/^-{1,2}mount$/.test(name)) mount = unquoted(value)
  }
  return []
}

const unquoted = (word: string) => word.replace(/^["']|["']$/g, '')

const plain = (path: string) => path.replace(/^\/+|\/+$/g, '').replace(/^([^/]+)\/data\//, '$1/')
