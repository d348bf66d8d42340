import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { CiPlan, JobBlocks } from './ci-plan'
import { removeInline } from './remove-inline'
import { spliceInline } from './splice-inline'

/** Ways to write the keys of a job, as bodies at column 0; `%` becomes the job's own indentation step. */
const keys = [
  'script: x',
  'script: [a,\n%b] # c',
  'script:\n- a\n# between\n- b',
  'script:\n%- "a: b"\n\n%- |\n%  # cutover:begin\n%  x\n%  # cutover:end',
  'script: |+\n%keep\n\n',
  'script: >-\n\n%folded\n%%more\n\n# after',
  'before_script: "multi\n%# cutover:begin\n%line"',
  'stage: plain\n%on two lines',
  'only:\n%- x # é 🚀',
  'tags:\t[x]',
  '? needs\n: [a]',
  '# comment alone\nwhen: manual',
  'retry: {max: 1, when: [\n%x, # y\n%z]}',
  'image: &img$ x',
]
const sections = [
  'variables:\n%A: 1\n%B: "x"',
  'variables: # none yet\n%%# deep',
  'variables:',
  'variables: {}',
  'variables: { A: 1,\n%B: [] }',
  'variables: {A: 1, <<: *vars}',
  'variables:\n%<<: *vars\n%A: on',
  'variables: &v$\n%A: |\n%%x',
  'variables: *vars',
  'id_tokens:\n%OWN: {aud: [a, b]}',
  'id_tokens: { OWN: { aud: a } }',
  'secrets:\n%OWN:\n%%vault: a/b@c\n%%token: $NEW',
  '<<: *one',
  '<<: [*one, *two]',
  '<<:\n%- *two',
  'extends: .base',
  'extends:\n- .far',
]
const head = `.vars: &vars
  V: 1.10
  W: yes
.one: &one
  variables: {V: !reference [.q, v], U: 'u'}
.two: &two
  variables: *vars
  id_tokens:
    MERGED: {aud: "m"}
.base:
  variables:
    EXT: 1
`
const defaults = 'default:\n  id_tokens:\n    DEF: {aud: d}\n'

const blocks: fc.Arbitrary<JobBlocks> = fc.record(
  {
    id_tokens: fc.dictionary(fc.constantFrom('NEW', 'OTHER'), fc.constant({ aud: 'https://v' }), { minKeys: 1 }),
    secrets: fc.dictionary(
      fc.constantFrom('S1', 'S2'),
      fc.constant({
        vault: { engine: { name: 'kv-v1', path: 'kv' }, path: 'a', field: 'b/c' },
        file: true,
        token: '$NEW',
      }),
      { minKeys: 1 },
    ),
    variables: fc.dictionary(
      fc.oneof(fc.constantFrom('NEW_ROLE', 'no', '1', 'a: b'), fc.string({ minLength: 1, maxLength: 6 })),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.record({ value: fc.string(), expand: fc.boolean() })),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  },
  { requiredKeys: [] },
)

const job = (at: number) =>
  fc
    .record({
      keys: fc.shuffledSubarray(keys, { maxLength: 4 }),
      sections: fc.shuffledSubarray(sections, { maxLength: 2 }),
      step: fc.constantFrom(1, 2, 4),
      key: fc.constantFrom(`job${at}:`, `"job${at}" :`, `job${at}: &j${at}`, `job${at}: # c`, `job${at}:\n# low`),
      first: fc.boolean(),
      tail: fc.constantFrom('', '', '\n', '# tail\n', '\n  # deep tail\n\n'),
      flow: fc.constantFrom(
        null,
        null,
        null,
        '{script: x}',
        '{}',
        '{ # c\n  script: x,\n }',
        '{<<: *two, script: [x]}',
      ),
    })
    .map((it) => {
      if (it.flow) return `job${at}: ${it.flow}\n${it.tail}`
      const parts = it.first ? [...it.sections, ...it.keys] : [...it.keys, ...it.sections]
      const body = (parts.length > 0 ? parts : ['script: x']).map((part) => {
        const text = part.replaceAll('$', String(at)).replaceAll('%', ' '.repeat(it.step))
        return text.replace(/^(?!$)/gm, ' '.repeat(it.step))
      })
      return `${it.key}\n${body.join('\n')}\n${it.tail}`
    })

const file = fc
  .record({
    bom: fc.boolean(),
    spec: fc.boolean(),
    default: fc.boolean(),
    jobs: fc.tuple(job(0), job(1), job(2)),
    crlf: fc.boolean(),
    end: fc.constantFrom('', '', '...\n', '# end'),
    cut: fc.boolean(),
  })
  .map((it) => {
    const text = `${it.spec ? 'spec:\n  inputs: {}\n---\n' : ''}${head}${it.default ? defaults : ''}${it.jobs.join('')}${it.end}`
    const cut = it.cut ? text.trimEnd() : text
    return (it.bom ? '\ufeff' : '') + (it.crlf ? cut.replaceAll('\n', '\r\n') : cut)
  })

const plans = fc
  .tuple(fc.option(blocks), fc.option(blocks), fc.option(blocks))
  .map((all): CiPlan => ({ jobs: Object.fromEntries(all.flatMap((one, at) => (one ? [[`job${at}`, one]] : []))) }))

type Root = Record<string, Record<string, Record<string, unknown>>>

function parsed(text: string): Root | null {
  const docs = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'silent',
    customTags: (tags) => [...tags, { tag: '!reference', collection: 'seq' }],
  })
  if (!Array.isArray(docs) || docs.some((doc) => doc.errors.length > 0)) return null
  return docs.at(-1)?.toJS({ maxAliasCount: -1 }) ?? null
}

describe('spliceInline and removeInline', () => {
  it('keep every other byte and the reading of everything else, whatever the file looks like', () => {
    let put = 0
    fc.assert(
      fc.property(file, plans, (text, plan) => {
        const before = parsed(text)
        const answer = spliceInline(text, plan)
        if ('refused' in answer) return
        if (!before) throw new Error('a text that does not parse was spliced')
        put += 1
        expect(removeInline(answer.text)).toEqual({ text })
        expect(spliceInline(answer.text, plan)).toEqual(answer)
        const after = parsed(answer.text)
        const wanted = structuredClone(before)
        for (const [name, its] of Object.entries(plan.jobs)) {
          const target = wanted[name] ?? {}
          for (const [section, entries] of Object.entries(its)) {
            const inherits = section === 'id_tokens' && !target.id_tokens && wanted.default
            target[section] = { ...(inherits ? wanted.default?.id_tokens : target[section]), ...entries }
          }
        }
        expect(after).toEqual(wanted)
      }),
      { numRuns: 1_500 },
    )
    expect(put).toBeGreaterThan(250)
  })
})
