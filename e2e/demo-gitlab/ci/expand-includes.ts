// Fetches and merges `include:` as GitLab does: files in their order, each with its own includes first, the including file last.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Project } from '../world/project.ts'
import { type Commit, resolveRef } from '../world/repository.ts'
import type { World } from '../world/world.ts'
import { CiError } from './ci-error.ts'
import { deepMerge } from './deep-merge.ts'
import type { CiVariables } from './evaluate-if.ts'
import { globPattern } from './glob-pattern.ts'
import { expand, matchRules } from './match-rules.ts'
import { type CiMap, isMap, parseCiYaml } from './parse-ci-yaml.ts'

export interface IncludeContext {
  world: World
  userId: number
  url: string
  project: Project
  commit: Commit
  variables: CiVariables
  /** Filled with what was included. */
  includes: Record<string, unknown>[]
}

const templates = path.join(path.dirname(fileURLToPath(import.meta.url)), 'templates')
const mostIncludes = 150

/** The configuration with its includes merged under it and the keyword gone. Throws CiError in GitLab's words. */
export function expandIncludes(config: CiMap, context: IncludeContext): CiMap {
  const { include, ...own } = config
  if (include === undefined || include === null) return own
  const entries = Array.isArray(include) ? include.flat(10) : [include]
  let merged: CiMap = {}
  for (const entry of entries) {
    const item = typeof entry === 'string' ? { [/^https?:/.test(entry) ? 'remote' : 'local']: entry } : entry
    if (!isMap(item)) throw new CiError('include config should be a hash or a string')
    if (!isWanted(item, context)) continue
    for (const part of fetchInclude(item, context)) {
      if (context.includes.length > mostIncludes) {
        throw new CiError(`Maximum of ${mostIncludes} nested includes are allowed!`)
      }
      merged = deepMerge(merged, part)
    }
  }
  return deepMerge(merged, own)
}

function isWanted(item: CiMap, context: IncludeContext): boolean {
  if (item.rules === undefined) return true
  const rule = matchRules(item.rules, context.variables, Object.keys(context.commit.files))
  return rule !== undefined && rule.when !== 'never'
}

function fetchInclude(item: CiMap, context: IncludeContext): CiMap[] {
  const inputs = isMap(item.inputs) ? item.inputs : {}
  const text = (value: unknown) => expand(String(value), context.variables)
  if (item.local !== undefined) return localFiles(text(item.local).replace(/^\/+/, ''), inputs, context)
  if (item.project !== undefined) {
    const files = Array.isArray(item.file) ? item.file : [item.file]
    if (item.file === undefined) throw new CiError('Included file `` is not a valid location!')
    return files.map((file) => projectFile(text(item.project), text(file), text(item.ref ?? 'HEAD'), inputs, context))
  }
  if (item.template !== undefined) return [templateFile(text(item.template), inputs, context)]
  if (item.remote !== undefined) {
    throw new CiError(`Remote file \`${text(item.remote)}\` could not be fetched because of a socket error!`)
  }
  if (item.component !== undefined) throw new CiError(`Component '${text(item.component)}' - content not found`)
  throw new CiError(`\`{"${Object.keys(item).join('", "')}"}\` does not have a valid subkey for include. `)
}

function localFiles(location: string, inputs: CiMap, context: IncludeContext): CiMap[] {
  if (!/\.ya?ml$/.test(location)) throw new CiError(`Included file \`${location}\` does not have YAML extension!`)
  if (location.includes('*')) {
    const pattern = globPattern(location)
    const found = Object.keys(context.commit.files).filter((file) => pattern.test(file))
    return found.sort().map((file) => localFile(file, inputs, context))
  }
  return [localFile(location, inputs, context)]
}

function localFile(location: string, inputs: CiMap, context: IncludeContext): CiMap {
  const content = context.commit.files[location]
  if (content === undefined) throw new CiError(`Local file \`${location}\` does not exist!`)
  if (content.trim() === '') throw new CiError(`Local file \`${location}\` is empty!`)
  note('local', location, {}, context, context)
  return read(location, content, inputs, context)
}

function projectFile(name: string, file: string, ref: string, inputs: CiMap, context: IncludeContext): CiMap {
  const location = file.replace(/^\/+/, '')
  const project = context.world.project(name)
  const readable =
    project !== undefined &&
    (project.visibility !== 'private' || context.world.projectAccess(context.userId, project) >= 20)
  if (project === undefined || !readable) {
    throw new CiError(
      `Project \`${name.toLowerCase()}\` not found or access denied! Make sure any includes in the pipeline configuration are correctly defined.`,
    )
  }
  const commit = resolveRef(project.repository, ref === 'HEAD' ? (project.defaultBranch ?? '') : ref)
  if (commit === undefined) throw new CiError(`Project \`${name}\` reference \`${ref}\` does not exist!`)
  const content = commit.files[location]
  if (content === undefined) throw new CiError(`Project \`${name}\` file \`${location}\` does not exist!`)
  if (content.trim() === '') throw new CiError(`Project \`${name}\` file \`${location}\` is empty!`)
  const inner = { ...context, project, commit }
  note('file', location, { project: name, ref }, context, inner)
  return read(location, content, inputs, inner)
}

function templateFile(name: string, inputs: CiMap, context: IncludeContext): CiMap {
  if (!/\.gitlab-ci\.yml$/.test(name)) throw new CiError(`Template file \`${name}\` is not a valid location!`)
  if (!readdirSync(templates).includes(name.replaceAll('/', '__'))) {
    throw new CiError(`Included file \`${name}\` is empty or does not exist!`)
  }
  const content = readFileSync(path.join(templates, name.replaceAll('/', '__')), 'utf8')
  const raw = `${context.url}/gitlab-org/gitlab/-/raw/master/lib/gitlab/ci/templates/${name}`
  context.includes.push({ type: 'template', location: name, blob: null, raw, extra: {}, ...whereFrom(context) })
  return read(name, content, inputs, context)
}

function read(location: string, content: string, inputs: CiMap, context: IncludeContext): CiMap {
  try {
    return expandIncludes(parseCiYaml(content, inputs), context)
  } catch (error) {
    if (error instanceof CiError && error.message.startsWith('(<unknown>)')) {
      throw new CiError(`\`${location}\`: ${error.message}`)
    }
    throw error
  }
}

function note(type: string, location: string, extra: CiMap, from: IncludeContext, inside: IncludeContext): void {
  const base = `${from.url}/${inside.project.fullPath}/-`
  from.includes.push({
    type,
    location,
    blob: `${base}/blob/${inside.commit.id}/${location}`,
    raw: `${base}/raw/${inside.commit.id}/${location}`,
    extra,
    ...whereFrom(from),
  })
}

function whereFrom({ project, commit }: IncludeContext): CiMap {
  return { context_project: project.fullPath, context_sha: commit.id }
}
