import { describe, expect, it } from 'vitest'
import type { CiPlan, JobBlocks } from './ci-plan'
import { removeInline } from './remove-inline'
import { spliceInline } from './splice-inline'

const token: JobBlocks = { id_tokens: { VT: { aud: 'https://v' } } }
const variable: JobBlocks = { variables: { ROLE: 'no' } }

/** Splices, checks that removing restores the bytes and that twice gives the same, and gives the text. */
function spliced(text: string, plan: CiPlan): string {
  const answer = spliceInline(text, plan)
  if ('refused' in answer) throw new Error(JSON.stringify(answer.refused))
  expect(removeInline(answer.text)).toEqual({ text })
  expect(spliceInline(answer.text, plan)).toEqual(answer)
  return answer.text
}

const onA = (blocks: JobBlocks): CiPlan => ({ jobs: { a: blocks } })

describe('spliceInline', () => {
  it('puts all blocks of a job in one frame before its first key', () => {
    const plan = onA({ ...token, secrets: { DB: { vault: 'app/db/pass@kv', file: false, token: '$VT' } }, ...variable })
    expect(spliced('stages: [x]\na:\n  # why\n  script: x\n', plan)).toBe(
      `stages: [x]
a:
  # cutover:begin
  id_tokens:
    VT:
      aud: https://v
  secrets:
    DB:
      vault: app/db/pass@kv
      file: false
      token: $VT
  variables:
    ROLE: 'no'
  # cutover:end
  # why
  script: x
`,
    )
  })

  it('puts entries into a map that the job has, not beside it', () => {
    expect(spliced('a:\n    script:\n    - x\n    variables:\n        A: 1\n', onA(variable))).toBe(
      "a:\n    script:\n    - x\n    variables:\n        # cutover:begin\n        ROLE: 'no'\n        # cutover:end\n        A: 1\n",
    )
  })

  it('fills an empty block, above the comments below it', () => {
    expect(spliced('a:\n  variables: # none\n    # yet\n  script: x\n', onA(variable))).toBe(
      "a:\n  variables: # none\n    # cutover:begin\n    ROLE: 'no'\n    # cutover:end\n    # yet\n  script: x\n",
    )
  })

  it('keeps Windows line ends, a byte-order mark and a missing last newline', () => {
    expect(spliced('\ufeffa:\r\n  script: x\r\n  variables:', onA(variable))).toBe(
      "\ufeffa:\r\n  script: x\r\n  variables:\r\n    # cutover:begin\r\n    ROLE: 'no'\r\n    # cutover:end",
    )
  })

  it('writes flow entries into a flow map', () => {
    expect(spliced('a: {script: x}', onA(variable))).toBe(
      'a: { # cutover:begin\n  "variables": {"ROLE": \'no\'},\n  # cutover:end\n  script: x}',
    )
    expect(spliced('a: {\n  variables: {} }\n', onA(variable))).toBe(
      'a: {\n  variables: { # cutover:begin\n  "ROLE": \'no\',\n  # cutover:end\n  } }\n',
    )
    expect(spliced('a:\n  variables: { # c\n    A: 1 }\n', onA(variable))).toBe(
      'a:\n  variables: { # c\n    # cutover:begin\n    "ROLE": \'no\',\n    # cutover:end\n    A: 1 }\n',
    )
  })

  it('repeats what a merge key gives, after the merge key', () => {
    const text = '.b: &b\n  variables: {A: 1.10, B: on, C: !reference [.x, C]}\na:\n  script: x\n  <<: *b'
    expect(spliced(text, onA(variable))).toBe(
      `${text}\n  # cutover:begin\n  variables:\n    A: 1.10\n    B: on\n    C: !reference ['.x', "C"]\n    ROLE: 'no'\n  # cutover:end`,
    )
  })

  it('writes into a flow map after its merge key, with or without a comma there', () => {
    const base = '.b: &b\n  variables: {A: 1}\n'
    expect(spliced(`${base}a: {<<: *b, script: x}\n`, onA(variable))).toBe(
      `${base}a: {<<: *b, # cutover:begin\n  "variables": {"A": 1, "ROLE": 'no'},\n  # cutover:end\n   script: x}\n`,
    )
    expect(spliced(`${base}a: {script: x, <<: *b}\n`, onA(variable))).toBe(
      `${base}a: {script: x, <<: *b, # cutover:begin\n  "variables": {"A": 1, "ROLE": 'no'}\n  # cutover:end\n  }\n`,
    )
  })

  it('lets the first of several merged maps win', () => {
    const text = '.b: &b\n  variables: {A: 1}\n.c: &c\n  variables: {A: 2, B: 3}\na:\n  <<: [*b, *c]\n'
    expect(spliced(text, onA(variable))).toContain("  variables:\n    A: 1\n    ROLE: 'no'\n")
  })

  it('adds nothing of a merged map where the job has its own', () => {
    const text = '.b: &b\n  variables: {A: 1}\na:\n  <<: *b\n  variables:\n    C: 1\n'
    expect(spliced(text, onA(variable))).toContain(
      "  variables:\n    # cutover:begin\n    ROLE: 'no'\n    # cutover:end\n    C: 1\n",
    )
  })

  it('repeats the id tokens of default, unless the job takes none of them', () => {
    const head = 'default:\n  id_tokens:\n    D: {aud: [q, r]}\n'
    expect(spliced(`${head}a:\n  script: x\n`, onA(token))).toContain(
      '  id_tokens:\n    D:\n      aud:\n        - q\n        - r\n    VT:\n      aud: https://v\n',
    )
    expect(spliced(`${head}a:\n  inherit: {default: [image]}\n`, onA(token))).not.toContain('- q')
    expect(spliced(`${head}.b: {id_tokens: {E: {aud: z}}}\na:\n  extends: .b\n`, onA(token))).not.toContain('- q')
  })

  it('leaves an entry alone that is there with the same value', () => {
    const text = 'a:\n  id_tokens:\n    VT: {aud: https://v}\n  script: x\n'
    expect(spliced(text, onA(token))).toBe(text)
  })

  it('replaces its own framed text and keeps that of jobs that the plan does not name', () => {
    const both = spliced('a:\n  script: x\nb:\n  script: x\n', { jobs: { a: token, b: token } })
    const changed = spliceInline(both, onA(variable))
    expect(changed).toEqual(
      spliceInline(spliced('a:\n  script: x\nb:\n  script: x\n', { jobs: { b: token } }), onA(variable)),
    )
  })

  it('is not misled by its own marks inside a script', () => {
    const text = 'a:\n  script: |+\n    # cutover:begin\n    x\n    # cutover:end\n\n\nb: {}\n'
    expect(spliced(text, onA(token))).toContain(text.slice(2))
  })

  it('splices the last document where a spec header comes first', () => {
    const text = 'spec:\n  inputs:\n    x:\n---\na:\n  script: $[[ inputs.x ]]\n...\n'
    expect(spliced(text, onA(variable)).startsWith('spec:\n  inputs:\n    x:\n---\na:\n  # cutover:begin\n')).toBe(true)
  })

  it('finds jobs by quoted, complex, numeric and word-like names', () => {
    const text = '"x: y # z":\n  script: x\n? 🚀\n: script: x\n  stage: y\n1:\n  script: x\non:\n  script: x\n'
    const jobs = Object.fromEntries(['x: y # z', '🚀', '1', 'on'].map((name) => [name, variable]))
    expect(spliced(text, { jobs }).match(/cutover:begin/g)).toHaveLength(4)
  })

  it('writes hostile entry names and values as they are', () => {
    const text = spliced(
      'a:\n  script: x\n',
      onA({ variables: { constructor: 'y', 'a: b': '# cutover:end', ' ': 'x\n# cutover:end' } }),
    )
    expect(text).toContain(`    constructor: 'y'\n    'a: b': '# cutover:end'\n    ' ': "x\\n# cutover:end"\n`)
  })
})
