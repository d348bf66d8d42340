// Which variables one job uses, where, and how surely.
import type { Confidence, Evidence, JobUse, UseKind } from './consumer'
import { definedIn, findEvidence, type Sources } from './find-evidence'
import type { FoundJob, JobSection } from './find-jobs'
import { implicitlyRead } from './implicit-readers'
import { dumpsEnvironment, keyReferences, type TextKind } from './key-references'
import { kindOfSection } from './source-lines'
import { isMap, textsBelow, type YamlMap } from './yaml-value'

type Mention = { key: string; kind: UseKind; confidence: Confidence; text: TextKind | 'implicit' }

/**
 * Takes a job, the sources and the keys that reach its project, and gives every use, one per line that shows it. A use
 * through YAML `variables:` has kind `variables`: certain when the job writes or names that variable, `likely` when a
 * top-level one is named by no job (tools read it from the environment), else `possible`. A CI/CD variable wins over a
 * YAML variable of the same key, so the YAML value matters only where the CI/CD variable does not reach.
 */
export function findUses(
  job: FoundJob,
  sources: Sources,
  keys: ReadonlySet<string>,
  namedAnywhere: ReadonlySet<string>,
): JobUse[] {
  const mentions = new Map<string, Mention>()
  for (const section of job.sections) {
    for (const one of mentionsIn(section, job, keys, namedAnywhere)) {
      const id = `${one.kind} ${one.key}`
      const known = mentions.get(id)
      if (!known || strength[one.confidence] > strength[known.confidence]) mentions.set(id, one)
    }
  }
  return [...mentions.values()].flatMap((mention) => withEvidence(mention, job.name, sources))
}

const strength: Record<Confidence, number> = { certain: 2, likely: 1, possible: 0 }

/** The stronger of two confidences. */
export function strongest(a: Confidence, b: Confidence): Confidence {
  return strength[a] >= strength[b] ? a : b
}

function mentionsIn(
  section: JobSection,
  job: FoundJob,
  keys: ReadonlySet<string>,
  namedAnywhere: ReadonlySet<string>,
): Mention[] {
  const kind = kindOfSection(section.name)
  if (kind === 'rules') return rulesMentions(section.value, keys)
  if (kind === 'variables' && section.from === 'top') return topVariables(section.value, job, keys, namedAnywhere)
  if (kind === 'script') return textsBelow(section.value).flatMap((one) => scriptMentions(one, keys))
  const mentions = textsBelow(section.value).flatMap((one) => mentionsOf(one, kind, 'expanded', keys))
  return kind === 'image' && !job.bridge ? [...mentions, ...registryLogin(keys)] : mentions
}

/** What a script names, and what its commands are known to read by themselves. */
function scriptMentions(script: string, keys: ReadonlySet<string>): Mention[] {
  const implicit = [...implicitlyRead(script, keys)]
  return [
    ...mentionsOf(script, 'script', 'script', keys),
    ...implicit.map((key) => ({ key, kind: 'script', confidence: 'likely', text: 'implicit' }) as const),
  ]
}

/** The runner reads DOCKER_AUTH_CONFIG for every image that it pulls. Source: gitlab-runner `executors/docker/pull.go`. */
function registryLogin(keys: ReadonlySet<string>): Mention[] {
  const key = 'DOCKER_AUTH_CONFIG'
  return keys.has(key) ? [{ key, kind: 'image', confidence: 'likely', text: 'implicit' }] : []
}

function mentionsOf(value: string, kind: UseKind, text: TextKind, keys: ReadonlySet<string>): Mention[] {
  return [...keyReferences(value, text, keys)].map(([key, confidence]) => ({ key, kind, confidence, text }))
}

/** Values under `rules:variables` are expanded into the job; all else in `rules` is decided before it exists. */
function rulesMentions(rules: unknown, keys: ReadonlySet<string>): Mention[] {
  if (!Array.isArray(rules)) return []
  return rules.flat(10).flatMap((rule) => {
    if (!isMap(rule)) return []
    const { variables, ...conditions } = rule
    return [
      ...textsBelow(conditions).flatMap((one) => mentionsOf(one, 'rules', 'expanded', keys)),
      ...textsBelow(variables).flatMap((one) => mentionsOf(one, 'variables', 'expanded', keys)),
    ]
  })
}

function topVariables(
  variables: unknown,
  job: FoundJob,
  keys: ReadonlySet<string>,
  namedAnywhere: ReadonlySet<string>,
): Mention[] {
  if (!isMap(variables)) return []
  const needed = neededVariables(variables, job)
  return Object.entries(variables).flatMap(([name, value]) => {
    const byName: Confidence = needed.has(name)
      ? 'certain'
      : namedAnywhere.has(name) || job.bridge
        ? 'possible'
        : 'likely'
    return textsBelow(value).flatMap((one) =>
      mentionsOf(one, 'variables', 'expanded', keys).map((mention) => ({ ...mention, confidence: byName })),
    )
  })
}

/** Names of top-level YAML variables that the job names, or that such a one is composed from. */
function neededVariables(variables: YamlMap, job: FoundJob): Set<string> {
  const names = new Set(Object.keys(variables))
  const needed = namedIn(job, names)
  for (const name of needed) {
    for (const text of textsBelow(variables[name])) {
      for (const key of keyReferences(text, 'expanded', names).keys()) needed.add(key)
    }
  }
  return needed
}

/** Which of these names the job's own texts name, top-level `variables` left aside. */
export function namedIn(job: FoundJob, names: ReadonlySet<string>): Set<string> {
  const found = new Set<string>()
  for (const section of job.sections) {
    if (section.name === 'variables' && section.from === 'top') continue
    const text: TextKind = kindOfSection(section.name) === 'script' ? 'script' : 'expanded'
    for (const one of textsBelow(section.value))
      for (const key of keyReferences(one, text, names).keys()) found.add(key)
  }
  return found
}

function withEvidence(mention: Mention, job: string, sources: Sources): JobUse[] {
  const shown = new Set([mention.key])
  const { key, kind, confidence } = mention
  const { text } = mention
  const shows = (line: string) => {
    if (text === 'implicit') return kind === 'image' || implicitlyRead(line, shown).size > 0
    return line.includes(key) && keyReferences(line, text, shown).size > 0
  }
  const evidence = findEvidence(sources, job, kind, shows)
  return (evidence.length > 0 ? evidence : [nowhere(sources, job)]).map((one) => ({
    key,
    kind,
    confidence,
    evidence: one,
  }))
}

/** A use that no single line shows, such as one folded over two lines: the job's own line stands for it. */
function nowhere(sources: Sources, job: string): Evidence {
  const place = definedIn(sources, job)
  if (place) return { ...place, text: `${job}:`, merged: false }
  const line = sources.merged.tops.get(job) ?? 1
  return { file: null, line, text: `${job}:`, merged: true }
}

/** Lines where the job hands its whole environment on without naming a variable. */
export function environmentDumps(job: FoundJob, sources: Sources): Evidence[] {
  if (!scriptTexts(job).some(dumpsEnvironment)) return []
  const lines = findEvidence(sources, job.name, 'script', (line) =>
    dumpsEnvironment(line.replace(/^\s*(?:-\s+)?["']?/, '').replace(/["']$/, '')),
  )
  return lines.length > 0 ? lines : [nowhere(sources, job.name)]
}

/** The lines of everything that the job's shell runs, inherited ones too. */
export function scriptTexts(job: FoundJob): string[] {
  const scripts = job.sections.filter((section) => kindOfSection(section.name) === 'script')
  return scripts.flatMap((section) => textsBelow(section.value))
}
