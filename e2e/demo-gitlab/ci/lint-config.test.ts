// How a CI configuration is merged and judged.
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildStory } from '../story/build-story.ts'
import type { Project } from '../world/project.ts'
import type { World } from '../world/world.ts'
import type { CiVariables } from './evaluate-if.ts'
import { evaluateIf } from './evaluate-if.ts'
import { lintConfig } from './lint-config.ts'

let world: World
let project: Project
beforeAll(() => {
  world = buildStory()
  const found = world.project('payments/core/ledger')
  if (found === undefined) throw new Error('the story has changed')
  project = found
})

function lint(content: string, files: Record<string, string> = {}, variables: CiVariables = {}, dryRun = false) {
  const commit = { id: 'a'.repeat(40), parents: [], message: '', author: { name: '', email: '' }, date: '', files }
  const context = { world, userId: 2, url: 'http://demo', project, commit, variables, includes: [] }
  return lintConfig(content, context, { dryRun, includeJobs: true })
}

function merged(content: string, files: Record<string, string> = {}, variables: CiVariables = {}) {
  const result = lint(content, files, variables)
  expect(result.errors).toEqual([])
  return parse(result.merged_yaml ?? '')
}

describe('includes', () => {
  it('are merged in their order under the root file: maps deeply, lists replaced', () => {
    const config = merged('include: [a.yml, b.yml]\ntest: {script: [root], variables: {R: "1"}}\n', {
      'a.yml': 'test: {script: [a], tags: [x], variables: {A: "1", R: "0"}}',
      'b.yml': 'test: {tags: [y, z], id_tokens: {T: {aud: v}}}',
    })
    expect(config.test).toEqual({
      script: ['root'],
      tags: ['y', 'z'],
      variables: { A: '1', R: '1' },
      id_tokens: { T: { aud: 'v' } },
    })
  })

  it('follow rules: a switch variable leaves the generated file out', () => {
    const root = `include:\n  - local: gen.yml\n    rules:\n      - if: '$CUTOVER_OFF != "1"'\ntest: {script: [root]}\n`
    const files = { 'gen.yml': 'test: {variables: {VAULT_AUTH_ROLE: r}}' }
    expect(merged(root, files).test).toHaveProperty('variables')
    expect(merged(root, files, { CUTOVER_OFF: '1' }).test).not.toHaveProperty('variables')
  })

  it('come in before extends is resolved, so a template job gets what a file adds to its heir', () => {
    const config = merged(
      'include: [gen.yml]\n.base: {script: [x], secrets: {A: {vault: a/b@c}}}\ntest: {extends: .base}\n',
      {
        'gen.yml': 'test: {secrets: {B: {vault: d/e@f}}}',
      },
    )
    expect(Object.keys(config.test.secrets)).toEqual(['A', 'B'])
  })

  it('from another project are read at their ref, with paths of that project', () => {
    const result = lint('include: {project: platform/ci-templates, ref: v2.1.0, file: [jobs/java.yml]}')
    expect(result.jobs?.map(({ name }) => name)).toEqual(['build', 'test'])
    expect(result.includes).toMatchObject([
      {
        type: 'file',
        location: 'jobs/java.yml',
        extra: { project: 'platform/ci-templates', ref: 'v2.1.0' },
        context_project: 'payments/core/ledger',
      },
    ])
  })

  it.each([
    ['include: nope.yml', 'Local file `nope.yml` does not exist!'],
    [
      'include: {project: legal/board-minutes, file: x.yml}',
      'Project `legal/board-minutes` not found or access denied! Make sure any includes in the pipeline configuration are correctly defined.',
    ],
    [
      'include: {project: platform/ci-templates, file: x.yml}',
      'Project `platform/ci-templates` file `x.yml` does not exist!',
    ],
    [
      'include: {project: platform/ci-templates, ref: v9, file: x.yml}',
      'Project `platform/ci-templates` reference `v9` does not exist!',
    ],
  ])('that cannot be fetched are errors: %s', (content, message) => {
    expect(lint(content)).toMatchObject({ valid: false, errors: [message], merged_yaml: null })
  })
})

describe('the configuration', () => {
  it('resolves anchors, extends and references', () => {
    const config = merged(
      '.a: &a {variables: {X: "1"}}\n.s: {script: [one, two]}\nt:\n  <<: *a\n  extends: .s\nu:\n  script:\n    - !reference [.s, script]\n    - three\n',
    )
    expect(config.t).toEqual({ variables: { X: '1' }, extends: '.s', script: ['one', 'two'] })
    expect(config.u.script).toEqual([['one', 'two'], 'three'])
  })

  it.each([
    ['a: {stage: test}', 'jobs:a config should implement the script:, run:, or trigger: keyword'],
    ['a: {script: x, foo: 1}', 'jobs:a config contains unknown keys: foo'],
    [
      'a: {script: x, stage: ship}',
      'a job: chosen stage ship does not exist; available stages are .pre, build, test, deploy, .post',
    ],
    ['a: {script: x, extends: .b}', 'a: unknown keys in `extends` (.b)'],
    ['a: {trigger: g/p, secrets: {A: {vault: a/b@c}}}', 'jobs:a config contains unknown keys: secrets'],
    ['a: {script: [!reference [.b, script]]}', '!reference [".b", "script"] could not be found'],
    ['a: {script: x, id_tokens: {T: {}}}', 'jobs:a:id_tokens:T config missing required keys: aud'],
    ['.a: {script: x}', 'jobs config should contain at least one visible job'],
    ['', 'Please provide content of .gitlab-ci.yml'],
  ])("is judged in GitLab's words: %s", (content, message) => {
    expect(lint(content)).toMatchObject({ valid: false, errors: [message] })
  })

  it('lists in a dry run only the jobs whose rules let them run', () => {
    const content = 'a: {script: x}\nb: {script: x, rules: [{if: $CI_COMMIT_TAG}]}\n'
    expect(lint(content).jobs?.length).toBe(2)
    expect(lint(content, {}, { CI_COMMIT_BRANCH: 'main' }, true).jobs?.map(({ name }) => name)).toEqual(['a'])
  })
})

describe('rules:if', () => {
  it.each([
    ['$A == "1"', true],
    ['$A != "1" || $B', false],
    ['$MISSING == null && $A', true],
    ['$EMPTY', false],
    ['$REF =~ /^release\\/.*$/ && $A != "2"', true],
    ['$REF !~ /^RELEASE/i', false],
    ['($A == "2" || $A == "1") && $REF', true],
  ])('%s', (expression, expected) => {
    expect(evaluateIf(expression, { A: '1', EMPTY: '', REF: 'release/3' })).toBe(expected)
  })
})
