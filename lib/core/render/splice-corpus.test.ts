import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { CiPlan, JobBlocks } from './ci-plan'
import { removeInline } from './remove-inline'
import { removeInclude, spliceInclude } from './splice-include'
import { spliceInline } from './splice-inline'

const shared = process.env.CUTOVER_SHARED ?? path.resolve(import.meta.dirname, '../../../../shared')
const corpus = listCorpus()
/** Every job one at a time takes minutes: CUTOVER_CORPUS=all does it, else some jobs of each file and all at once. */
const everyJob = process.env.CUTOVER_CORPUS === 'all'

const blocks: JobBlocks = {
  id_tokens: { CUTOVER_ID_TOKEN: { aud: 'https://vault.example.com' } },
  secrets: {
    CUTOVER_DB: {
      vault: { engine: { name: 'kv-v2', path: 'kv' }, path: 'a/b', field: 'c@d' },
      file: false,
      token: '$CUTOVER_ID_TOKEN',
    },
  },
  variables: { CUTOVER_ROLE: 'no', CUTOVER_RAW: { value: '$x: # y', expand: false } },
}

function listCorpus(): string[] {
  try {
    return readdirSync(path.join(shared, 'ci-corpus')).filter((name) => name.endsWith('.yml'))
  } catch {
    return []
  }
}

/** The configuration as an ordinary reader sees it, or null where the file is not valid. */
function parsed(text: string): Record<string, unknown> | null {
  const docs = parseAllDocuments(text, {
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: [{ tag: '!reference', collection: 'seq' }],
  })
  const doc = Array.isArray(docs) ? docs.at(-1) : undefined
  if (!doc || !Array.isArray(docs) || docs.some((one) => one.errors.length > 0)) return null
  const value: unknown = doc.toJS({ maxAliasCount: -1 })
  return isRecord(value) ? value : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function planOf(names: readonly string[]): CiPlan {
  return { jobs: Object.fromEntries(names.map((name) => [name, blocks])) }
}

function without(job: unknown): unknown {
  if (!isRecord(job)) return job
  const { id_tokens, secrets, variables, ...rest } = job
  return rest
}

/** The jobs that can be planned together: what is refused is left out until nothing is. */
function eligibleJobs(text: string, names: string[]): string[] {
  const answer = spliceInline(text, planOf(names))
  if ('text' in answer) return names
  const refused = answer.refused.map(({ job }) => job ?? '')
  expect(answer.refused.map(({ reason }) => reason)).not.toContain('cannot_splice_safely')
  expect(refused).not.toEqual([])
  return eligibleJobs(
    text,
    names.filter((name) => !refused.includes(name)),
  )
}

/** Checks every promise of the splice for one plan. A job alone may be refused for the jobs that extend it. */
function check(text: string, names: readonly string[], isValid: (value: unknown) => boolean): void {
  const plan = planOf(names)
  const spliced = spliceInline(text, plan)
  if ('refused' in spliced) {
    expect(spliced.refused).toMatchObject([{ job: names[0], reason: 'extended_by' }])
    expect(names).toHaveLength(1)
    return
  }
  expect(removeInline(spliced.text)).toEqual({ text })
  expect(spliceInline(spliced.text, plan)).toEqual(spliced)
  const before = parsed(text) ?? {}
  const after = parsed(spliced.text) ?? {}
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const name of Object.keys(before)) {
    if (!names.includes(name)) expect(after[name]).toEqual(before[name])
    else {
      expect(without(after[name])).toEqual(without(before[name]))
      expect(after[name]).toMatchObject(blocks)
    }
  }
  if (isValid(before)) expect(isValid(after)).toBe(true)
}

describe.skipIf(corpus.length === 0)('on real CI files (skipped where ../shared/ci-corpus is absent)', () => {
  const schema: unknown =
    corpus.length > 0 ? JSON.parse(readFileSync(path.join(shared, 'gitlab/ci.schema.json'), 'utf8')) : {}
  const validate = new Ajv({ strict: false, validateFormats: false, logger: false }).compile(
    isRecord(schema) ? schema : {},
  )
  const isValid = (value: unknown) => validate(value) === true

  it.each(corpus)('%s: blocks go in and come out, all else as it was', (name) => {
    const text = readFileSync(path.join(shared, 'ci-corpus', name), 'utf8')
    const before = parsed(text)
    if (!before) {
      expect(spliceInline(text, planOf(['any']))).toMatchObject({ refused: [{ job: null, reason: 'invalid_yaml' }] })
      return
    }
    const eligible = eligibleJobs(text, Object.keys(before))
    const step = everyJob ? 1 : Math.max(1, Math.ceil(eligible.length / (text.length > 40_000 ? 1 : 3)))
    for (const job of eligible.filter((_, at) => at % step === 0)) check(text, [job], isValid)
    check(text, eligible, isValid)
  })

  it.each(corpus)('%s: the include entry goes in and comes out', (name) => {
    const text = readFileSync(path.join(shared, 'ci-corpus', name), 'utf8')
    const entry = { path: '/.gitlab/cutover.yml' }
    const spliced = spliceInclude(text, entry)
    if ('refused' in spliced) {
      expect(['include_form', 'invalid_yaml']).toContain(spliced.refused[0]?.reason)
      return
    }
    expect(removeInclude(spliced.text)).toEqual({ text })
    expect(spliceInclude(spliced.text, entry)).toEqual(spliced)
    const { include: was = [], ...before } = parsed(text) ?? {}
    const { include: is, ...after } = parsed(spliced.text) ?? {}
    expect(after).toEqual(before)
    expect(is).toEqual([
      ...(Array.isArray(was) ? was : [was]),
      { local: entry.path, rules: [{ if: '$CUTOVER_OFF != "1"' }] },
    ])
  })
})
