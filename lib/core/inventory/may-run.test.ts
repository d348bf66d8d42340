import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tri } from './consumer'
import { mayRun } from './may-run'
import { readCiConfig } from './read-ci-config'
import { isMap } from './yaml-value'

const refs = {
  fullPath: 'acme/shop/api',
  defaultBranch: 'main',
  protectedBranches: ['main', 'release/*'] as string[] | null,
  protectedTags: ['v*'] as string[] | null,
}

/** Merge request, unprotected ref, tag, schedule, in this order. */
function runs(job: string, config = '', over: Partial<typeof refs> = {}): Tri[] {
  const indented = job.replace(/^/gm, '  ')
  const parsed = readCiConfig(`${config}\njob:\n  script: [make]\n${indented}\n`)
  if (!parsed || !isMap(parsed.job)) throw new Error('the test’s YAML is wrong')
  const found = mayRun(parsed.job, parsed, { ...refs, ...over })
  return [found.runsOnMergeRequest, found.runsOnUnprotectedRef, found.runsOnTag, found.runsOnSchedule]
}

const mergeRequestWorkflow = 'workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"'

describe('mayRun', () => {
  it('keeps a job without rules out of merge request pipelines only', () => {
    expect(runs('stage: test')).toEqual(['no', 'yes', 'yes', 'yes'])
  })

  it('lets workflow:rules take that default away, as GitLab does', () => {
    expect(runs('stage: test', mergeRequestWorkflow)).toEqual(['yes', 'no', 'no', 'no'])
  })

  it('knows the protected default branch', () => {
    const job = 'rules:\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'
    expect(runs(job)).toEqual(['no', 'no', 'no', 'maybe'])
    expect(runs(job, '', { protectedBranches: [] })[1]).toBe('maybe')
    expect(runs(job, '', { protectedBranches: null })[1]).toBe('maybe')
  })

  it('reads CI_COMMIT_REF_PROTECTED, tags and sources', () => {
    expect(runs('rules:\n  - if: $CI_COMMIT_REF_PROTECTED == "true"')[1]).toBe('no')
    const unread = { protectedBranches: null, protectedTags: null }
    expect(runs('rules:\n  - if: $CI_COMMIT_REF_PROTECTED == "true"', '', unread)[1]).toBe('no')
    expect(runs('rules:\n  - if: $CI_COMMIT_TAG')).toEqual(['no', 'yes', 'yes', 'no'])
    expect(runs('rules:\n  - if: $CI_COMMIT_TAG', '', { protectedTags: ['*'] })[1]).toBe('no')
    expect(runs('rules:\n  - if: $CI_PIPELINE_SOURCE == "schedule"')[3]).toBe('yes')
    expect(runs('rules:\n  - if: $CI_MERGE_REQUEST_IID')).toEqual(['yes', 'no', 'no', 'no'])
  })

  it('lets the first rule that holds decide', () => {
    const job = 'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n    when: never\n  - when: on_success'
    expect(runs(job)).toEqual(['no', 'yes', 'yes', 'yes'])
    expect(runs('rules:\n  - if: $UNKNOWN\n    when: never\n  - if: $CI_COMMIT_BRANCH')[1]).toBe('maybe')
    expect(runs('rules:\n  - changes: [src/**]')[0]).toBe('maybe')
    expect(runs('rules:\n  - when: never')).toEqual(['no', 'no', 'no', 'no'])
  })

  it('keeps patterns apart that only protected branches can match', () => {
    expect(runs(String.raw`rules: [{ if: '$CI_COMMIT_BRANCH =~ /^release\/.+$/' }]`)[1]).toBe('no')
    expect(runs(String.raw`rules: [{ if: '$CI_COMMIT_BRANCH =~ /^(main|release\/.*)$/' }]`)[1]).toBe('no')
    expect(runs(`rules: [{ if: '$CI_COMMIT_BRANCH =~ /release/' }]`)[1]).toBe('maybe')
    expect(runs(`rules: [{ if: '$CI_COMMIT_BRANCH =~ /^main|^dev/' }]`)[1]).toBe('maybe')
  })

  it('understands only and except', () => {
    expect(runs('only: [main]')).toEqual(['no', 'no', 'maybe', 'maybe'])
    expect(runs('only: [develop]')[1]).toBe('maybe')
    expect(runs('only: [merge_requests]')).toEqual(['yes', 'no', 'no', 'no'])
    expect(runs('only: [tags]')).toEqual(['no', 'yes', 'yes', 'no'])
    expect(runs('except: [schedules]')).toEqual(['no', 'yes', 'yes', 'no'])
    expect(runs('only:\n  variables: [$DEPLOY]')).toEqual(['no', 'maybe', 'maybe', 'maybe'])
  })

  it('finds no unprotected ref where * is protected for branches and tags', () => {
    expect(runs('stage: test', '', { protectedBranches: ['*'], protectedTags: ['*'] })[1]).toBe('no')
  })

  it('answers maybe for what it cannot read', () => {
    expect(runs('rules:\n  - if: $CI_COMMIT_BRANCH ==')[1]).toBe('maybe')
    expect(runs('rules: []')[1]).toBe('maybe')
    expect(runs('rules: text')[1]).toBe('maybe')
  })

  it('never says no of a merge request where the rule for it is open', () => {
    const unknown = fc.constantFrom('$A', '$A == "x"', '$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"', '$A =~ /x/')
    const joined = fc.constantFrom(' && ', ' || ')
    fc.assert(
      fc.property(unknown, joined, unknown, (a, operator, b) => {
        expect(runs(`rules:\n  - if: '${a}${operator}(${b})'`)[0]).toBe('maybe')
      }),
    )
  })
})
