import { describe, expect, it } from 'vitest'
import type { CiPlan, JobBlocks } from './ci-plan'
import { planForFile } from './file-plan'
import { renderStubFile } from './render-stub-file'

const blocks: JobBlocks = { id_tokens: { VT: { aud: 'https://v' } }, variables: { ROLE: 'r' } }
const onA: CiPlan = { jobs: { a: blocks } }

describe('planForFile', () => {
  it('takes jobs that the file holds, also as an alias, and jobs that may come from an include', () => {
    expect(planForFile('.b: &b\n  script: x\na: *b\n', onA)).toEqual({ plan: onA })
    expect(planForFile('include:\n  - template.yml\n', onA)).toEqual({ plan: onA })
  })

  it('repeats the tokens of default, which the own ones of the job would replace', () => {
    expect(planForFile('default:\n  id_tokens:\n    D: {aud: [q]}\na:\n  script: x\n', onA)).toEqual({
      plan: { jobs: { a: { ...blocks, id_tokens: { D: { aud: ['q'] }, VT: { aud: 'https://v' } } } } },
    })
  })

  it('repeats nothing of a merge key, since GitLab merges the file under the job', () => {
    expect(planForFile('.b: &b\n  variables: {A: 1}\na:\n  <<: *b\n', onA)).toEqual({ plan: onA })
  })

  it.each([
    ['a job from nowhere', 'b:\n  script: x\n', 'job_not_found', null],
    [
      'a job from a conditional include',
      "include:\n  - local: x.yml\n    rules: [{if: '$X'}]\n",
      'include_conditional',
      null,
    ],
    [
      'default tokens and a job from elsewhere',
      'include:\n  - x.yml\ndefault: {id_tokens: {D: {aud: q}}}\n',
      'inherited_unknown',
      null,
    ],
    ['a job that another extends', 'a:\n  script: x\nb:\n  extends: a\n', 'extended_by', 1],
    ['a bridge', 'a:\n  trigger: g/p\n', 'bridge', 1],
    ['an entry of another value, which would win', 'a:\n  variables: {ROLE: q}\n', 'already_defined', 1],
    ['an empty block, which would win', 'a:\n  variables:\n', 'cannot_splice_safely', 1],
    ['own secrets without a token', 'a:\n  secrets: {Q: {vault: a/b@c}}\n', 'other_token', 1],
  ])('refuses %s', (_, text, reason, line) => {
    expect(planForFile(text, onA)).toEqual({ refused: [{ job: 'a', reason, line }] })
  })

  it('lets a merge key pass on nothing, since anchors end with the root file', () => {
    expect(planForFile('a: &a\n  script: x\nb:\n  <<: *a\n', onA)).toEqual({ plan: onA })
  })
})

describe('renderStubFile', () => {
  it('holds a job per plan entry with its blocks only', () => {
    const secrets = { DB: { vault: 'app/pass@kv', file: false, token: '$VT' } }
    expect(renderStubFile({ jobs: { 'deploy: prod': { ...blocks, secrets }, empty: { variables: {} } } })).toBe(
      `# Written by Cutover. It is replaced as a whole when the plan changes.

'deploy: prod':
  id_tokens:
    VT:
      aud: https://v
  secrets:
    DB:
      vault: app/pass@kv
      file: false
      token: $VT
  variables:
    ROLE: r
`,
    )
  })

  it('is an empty map when there is nothing to hold', () => {
    expect(renderStubFile({ jobs: {} })).toMatch(/\n\{\}\n$/)
  })
})
