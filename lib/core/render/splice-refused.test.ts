import { describe, expect, it } from 'vitest'
import type { CiPlan, JobBlocks } from './ci-plan'
import { spliceInline } from './splice-inline'

const blocks: JobBlocks = {
  id_tokens: { VT: { aud: 'https://v' } },
  secrets: { DB: { vault: 'p/q@kv', file: false, token: '$VT' } },
  variables: { VAULT_SERVER_URL: 'https://v', ROLE: 'r' },
}
const onA: CiPlan = { jobs: { a: blocks } }

describe('spliceInline refuses', () => {
  it.each([
    ['a file that does not parse', 'a: [\n', null, 'invalid_yaml', 2],
    ['a file that is no map', '- a\n', null, 'invalid_yaml', null],
    ['a frame without an end', '# cutover:begin\na:\n  script: x\n', null, 'broken_frame', 1],
    ['a frame without a begin', 'a:\n  script: x\n  # cutover:end\n', null, 'broken_frame', 3],
    ['a job that the file does not hold', 'b:\n  script: x\n', 'a', 'job_not_found', null],
    ['a job that is there twice', 'a:\n  script: x\na:\n  script: y\n', 'a', 'duplicate_key', 1],
    ['a job with a block twice', 'a:\n  variables: {A: 1}\n  variables: {B: 1}\n', 'a', 'duplicate_key', 1],
    ['a job that is an alias', '.b: &b\n  script: x\na: *b\n', 'a', 'alias', 3],
    ['a block that is an alias', '.v: &v {A: 1}\na:\n  variables: *v\n', 'a', 'alias', 2],
    ['a job without a body', 'a:\nb: {}\n', 'a', 'not_a_map', 1],
    ['a bridge', 'a:\n  trigger: g/p\n', 'a', 'bridge', 1],
    ['a job that becomes a bridge', '.b:\n  trigger: g/p\na:\n  extends: .b\n', 'a', 'bridge', 3],
    ['a job that another extends', 'a:\n  script: x\nb:\n  extends: [a]\n', 'a', 'extended_by', 1],
    ['a job that another merges', 'a: &a\n  script: x\nb:\n  <<: *a\n', 'a', 'extended_by', 1],
    ['a job that only a hidden one extends', 'a:\n  script: x\n.h:\n  extends: a\n', 'a', 'extended_by', 1],
    [
      'a job that another refers to',
      'a:\n  script: x\nb:\n  variables: !reference [a, variables]\n',
      'a',
      'extended_by',
      1,
    ],
    ['an own variable of another value', 'a:\n  variables: {ROLE: q}\n', 'a', 'already_defined', 1],
    ['a merged variable of another value', '.b: &b\n  variables: {ROLE: q}\na:\n  <<: *b\n', 'a', 'already_defined', 3],
    [
      'an extended variable of another value',
      '.b:\n  variables: {ROLE: q}\na:\n  extends: .b\n',
      'a',
      'already_defined',
      3,
    ],
    [
      'a default token of another audience',
      'default: {id_tokens: {VT: {aud: q}}}\na:\n  script: x\n',
      'a',
      'already_defined',
      2,
    ],
    ['own secrets with another token', 'a:\n  secrets: {Q: {vault: a/b@c, token: $OTHER}}\n', 'a', 'other_token', 1],
    ['own secrets without a token', 'a:\n  secrets: {Q: {vault: a/b@c}}\n', 'a', 'other_token', 1],
    [
      'own secrets from another server',
      'a:\n  id_tokens: {VT: {aud: https://v}}\n  secrets: {Q: {vault: a/b@c, token: $VT}}\n',
      'a',
      'other_token',
      1,
    ],
    [
      'default tokens that a job from elsewhere may hide',
      'default: {id_tokens: {D: {aud: q}}}\na:\n  extends: .far\n',
      'a',
      'inherited_unknown',
      2,
    ],
    [
      'a block where parsers disagree on the merge',
      '.b: &b\n  variables: {A: 1}\na:\n  variables: {B: 1}\n  <<: *b\n',
      'a',
      'cannot_splice_safely',
      3,
    ],
    [
      'a block that is a reference',
      '.b: {variables: {A: 1}}\na:\n  variables: !reference [.b, variables]\n',
      'a',
      'cannot_splice_safely',
      2,
    ],
    ['an explicit null', 'a:\n  variables: ~\n', 'a', 'cannot_splice_safely', 1],
    [
      'an empty block that hides what extends gives',
      '.b: {variables: {A: 1}}\na:\n  extends: .b\n  variables:\n',
      'a',
      'cannot_splice_safely',
      2,
    ],
    [
      'an anchored block that another job uses',
      'a:\n  variables: &v\n    A: 1\nb:\n  variables: *v\n',
      'a',
      'cannot_splice_safely',
      1,
    ],
  ] as const)('%s', (_, text, job, reason, line) => {
    expect(spliceInline(text, onA)).toEqual({ refused: [{ job, reason, line }] })
  })

  it.each(['.hidden', 'default', 'variables', 'workflow', 'include', 'stages'])('%s, which is no job', (name) => {
    const plan = { jobs: { [name]: blocks } }
    expect(spliceInline(`${name}: {}\n`, plan)).toEqual({ refused: [{ job: name, reason: 'not_a_job', line: 1 }] })
  })

  it('nothing of a job that others take, where each of them is planned with the same entries', () => {
    const text = 'a: &a\n  script: x\n.h:\n  extends: a\nb:\n  extends: .h\nc:\n  <<: *a\n'
    expect(spliceInline(text, { jobs: { a: blocks, b: blocks, c: blocks } })).toHaveProperty('text')
    const other = { ...blocks, variables: { ...blocks.variables, ROLE: 'other' } }
    expect(spliceInline(text, { jobs: { a: blocks, b: other, c: blocks } })).toEqual({
      refused: [{ job: 'a', reason: 'extended_by', line: 1 }],
    })
  })

  it('nothing of own secrets that use the very token and server of the plan', () => {
    const text =
      'a:\n  id_tokens: {VT: {aud: https://v}}\n  variables: {VAULT_SERVER_URL: https://v}\n  secrets: {Q: {vault: a/b@c, token: $VT}}\n'
    expect(spliceInline(text, onA)).toHaveProperty('text')
  })

  it('names every job that it refuses', () => {
    const plan = { jobs: { a: blocks, gone: blocks, '.x': blocks } }
    expect(spliceInline('a:\n  trigger: g/p\n', plan)).toMatchObject({
      refused: [{ job: 'a' }, { job: 'gone' }, { job: '.x' }],
    })
  })
})
