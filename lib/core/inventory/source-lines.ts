// Where each section of each job stands in the CI files, by line.
import { isMap as isMapNode, isScalar, type LineCounter, type Node, type Pair } from 'yaml'
import type { UseKind } from './consumer'
import type { CiFile } from './estate'
import { topLevelKeywords } from './find-jobs'
import { lastFew } from './last-few'
import { documentMap, parseCiDocument } from './read-ci-config'
import { asList, isMap } from './yaml-value'

/** One section: the top-level key above it, what it is, and its first and last line, counted from 1. */
export type SourceSection = { top: string; kind: UseKind; from: number; to: number }

export type SourceFile = {
  path: string
  lines: string[]
  sections: SourceSection[]
  /** Line of each top-level key. */
  tops: Map<string, number>
  /** What each job extends, as written. */
  extends: Map<string, string[]>
}

const kinds: Record<string, UseKind | undefined> = {
  script: 'script',
  before_script: 'script',
  after_script: 'script',
  hooks: 'script',
  variables: 'variables',
  image: 'image',
  services: 'services',
  rules: 'rules',
  only: 'only_except',
  except: 'only_except',
  include: 'include',
  trigger: 'trigger',
  environment: 'environment_name',
  resource_group: 'resource_group',
  tags: 'tags',
  id_tokens: 'id_tokens',
  cache: 'cache',
  artifacts: 'artifacts',
  needs: 'needs',
  workflow: 'workflow',
}

/** What a use in a section of this name is called. */
export function kindOfSection(section: string): UseKind {
  return (Object.hasOwn(kinds, section) ? kinds[section] : undefined) ?? 'other'
}

/** Takes a CI file and gives its sections by line. A file that is no CI YAML has lines and no sections. */
export function sourceFile({ path, text }: CiFile): SourceFile {
  return { ...sourceOf(text), path }
}

const sourceOf = lastFew((text: string): SourceFile => {
  const lines = text.split(/\r\n|\r|\n/)
  const source: SourceFile = { path: '', lines, sections: [], tops: new Map(), extends: new Map() }
  const parsed = parseCiDocument(text)
  if (!parsed || !isMapNode(parsed.document.contents)) return source
  for (const pair of parsed.document.contents.items) {
    const top = keyText(pair)
    if (top === null) continue
    source.tops.set(top, lineOf(pair, parsed.lines))
    if (topLevelKeywords.has(top) && top !== 'default') addSection(source, top, top, pair, parsed.lines)
    else if (isMapNode(pair.value)) {
      for (const inner of pair.value.items) addSection(source, top, keyText(inner) ?? '', inner, parsed.lines)
    } else addSection(source, top, '', pair, parsed.lines)
  }
  for (const [name, job] of Object.entries(documentMap(parsed) ?? {})) {
    const parents = isMap(job) ? asList(job.extends).filter((one) => typeof one === 'string') : []
    if (parents.length > 0) source.extends.set(name, parents)
  }
  return source
})

function addSection(source: SourceFile, top: string, name: string, pair: Pair<unknown, unknown>, lines: LineCounter) {
  const from = lineOf(pair, lines)
  const end = nodeRange(pair.value)?.[1]
  const to = end === undefined ? from : lines.linePos(Math.max(end - 1, 0)).line
  source.sections.push({ top, kind: kindOfSection(name.replace(/^:/, '')), from, to: Math.max(from, to) })
}

function keyText(pair: Pair<unknown, unknown>): string | null {
  return isScalar(pair.key) ? String(pair.key.value) : null
}

function lineOf(pair: Pair<unknown, unknown>, lines: LineCounter): number {
  return lines.linePos(nodeRange(pair.key)?.[0] ?? 0).line
}

function nodeRange(node: unknown): Node['range'] {
  return isScalar(node) || isMapNode(node) || isNodeWithRange(node) ? node.range : undefined
}

function isNodeWithRange(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value
}
