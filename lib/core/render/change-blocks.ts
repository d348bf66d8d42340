// Where the generated blocks stand in a CI file, and why.
import { isMap, type YAMLMap } from 'yaml'
import type { JobPlan } from '@/lib/core/mapping/plan'
import { type CiFile, keyOf, keyStart, lineAt, readCiFile } from './ci-file'
import { tokenName } from './job-entries'
import { variableLabel } from './variable-label'

export type ChangeBlock = { file: string; line: number; why: string; variableIds: string[] }

/**
 * Takes a file as it will be, and the planned jobs; gives one block for each generated line group that stands in it:
 * ID token, each secret, the address of Vault, its auth path, role and namespace. `why` is raw text for a person.
 */
export function changeBlocks(path: string, text: string, jobs: readonly JobPlan[]): ChangeBlock[] {
  const read = readCiFile(text)
  if ('refused' in read) return []
  const { file } = read
  return jobs
    .flatMap((jobPlan) => {
      const job = ownMap(file, file.root, jobPlan.job.name)
      return job === null ? [] : jobBlocks(path, file, job, jobPlan)
    })
    .sort((a, b) => a.line - b.line)
}

function jobBlocks(
  path: string,
  file: CiFile,
  job: YAMLMap,
  { job: { name }, role, entries, vault }: JobPlan,
): ChangeBlock[] {
  const all = entries.map(({ variableId }) => variableId)
  const blocks: ChangeBlock[] = []
  const add = (section: string, key: string, why: string, variableIds: string[]) => {
    const map = ownMap(file, job, section)
    const pair = map?.items.find((item) => keyOf(item) === key)
    const start = pair === undefined ? null : keyStart(pair)
    if (start !== null) blocks.push({ file: path, line: lineAt(file.text, start), why, variableIds })
  }
  add(
    'id_tokens',
    tokenName,
    `GitLab makes this token for ${name}; it proves project, ref and environment to ${vault}.`,
    all,
  )
  for (const { key, variableId, placement } of entries) {
    const { mount, path: at, field } = placement.target
    const form = placement.file ? 'a path to a file, as today' : 'the value itself, as today'
    const why = `${variableLabel(variableId)}: read from field ${field} of ${mount}/${at}; $${key} holds ${form}.`
    add('secrets', key, why, [variableId])
  }
  add('variables', 'VAULT_SERVER_URL', `Where the runner finds ${vault}. VAULT_ADDR would be read by nobody here.`, all)
  add('variables', 'VAULT_AUTH_PATH', 'The mount of the JWT auth method, without auth/ before it.', all)
  add('variables', 'VAULT_AUTH_ROLE', `The one role that ${name} logs in with: ${role}. A job has a single login.`, all)
  add('variables', 'VAULT_NAMESPACE', `The namespace of ${vault}.`, all)
  return blocks
}

/** Takes the changed root file and the path of the generated one; gives the block of its `include` entry, if it is there. */
export function includeBlocks(path: string, text: string, generated: string, jobs: readonly JobPlan[]): ChangeBlock[] {
  const line =
    text.split('\n').findIndex((one) =>
      one
        .trim()
        .replace(/^- local: *['"]?\/?/, '')
        .startsWith(generated),
    ) + 1
  if (line === 0) return []
  const why = `Takes in the generated file for ${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}. CUTOVER_OFF=1 leaves it out again, in all projects that see the variable.`
  const ids = jobs.flatMap(({ entries }) => entries.map(({ variableId }) => variableId))
  return [{ file: path, line, why, variableIds: [...new Set(ids)].sort() }]
}

/** Takes a CI file and a job's name; gives the line of its key, or null where the file does not hold it. */
export function jobLine(text: string, name: string): number | null {
  const read = readCiFile(text)
  if ('refused' in read) return null
  const pair = read.file.root.items.find((item) => keyOf(item) === name)
  const start = pair === undefined ? null : keyStart(pair)
  return start === null ? null : lineAt(text, start)
}

/** The map under a key, where it is written out here. */
function ownMap(file: CiFile, map: YAMLMap, key: string): YAMLMap | null {
  const value = file.resolve(map.items.findLast((pair) => keyOf(pair) === key)?.value)
  return isMap(value) ? value : null
}
