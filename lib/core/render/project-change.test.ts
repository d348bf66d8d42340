// Tests of a project's change in both placements.
import { describe, expect, test } from 'vitest'
import type { Project } from '@/lib/core/inventory/estate'
import { parseYamlMap } from './merged-config'
import { type CiPlacement, projectChange } from './project-change'
import { ciJob, ciOf, jobPlan, planOf, project, rootText, rules } from './render-fixture'

function change(of: Project, placement: CiPlacement, jobs = [jobPlan()]) {
  return projectChange({ project: of, plan: planOf({ jobs }), rules, placement })
}

const entry = `include:
  - local: /ci/deploy.yml
    rules:
      - if: $DEPLOY == "1"
`

describe('in a generated file', () => {
  test('the root file gets one include entry and the stub holds the job', () => {
    const { files, refused } = change(project(), 'file')
    expect(refused).toEqual([])
    expect(files.map(({ path, before }) => [path, before])).toEqual([
      ['.gitlab-ci.yml', rootText],
      ['.gitlab/cutover.yml', null],
    ])
    expect(files[0]?.after).toContain(
      '- local: /.gitlab/cutover.yml\n    rules:\n      - if: \'$CUTOVER_OFF != "1"\'\n',
    )
    expect(parseYamlMap(files[1]?.after ?? '')).toMatchObject({
      deploy: { secrets: { DB_PASSWORD: { file: false, token: '$VAULT_ID_TOKEN' } } },
    })
  })

  test('each generated entry has a reason and the variable it serves', () => {
    const { files, blocks } = change(project(), 'file')
    const stub = files[1]?.after.split('\n') ?? []
    const block = blocks.find(({ why }) => why.startsWith('DB_PASSWORD'))
    expect(stub[(block?.line ?? 0) - 1]?.trim()).toBe('DB_PASSWORD:')
    const root = files[0]?.after.split('\n') ?? []
    const include = blocks.find(({ file }) => file === '.gitlab-ci.yml')
    expect(root[(include?.line ?? 0) - 1]).toBe('  - local: /.gitlab/cutover.yml')
    expect(block?.variableIds).toEqual(['["project","shop/api","DB_PASSWORD","production"]'])
  })

  test('a second run over its own merged result changes nothing', () => {
    const first = change(project(), 'file')
    const [root, stub] = first.files
    const ci = ciOf(root?.after ?? '', {
      mergedYaml: `${rootText}\n${stub?.after.split('deploy:\n')[1] ?? ''}`,
      included: [{ path: '.gitlab/cutover.yml', text: stub?.after ?? '' }],
    })
    expect(change(project({ ci }), 'file')).toMatchObject({ files: [], refused: [] })
  })

  test('an include that is no list is refused with its line', () => {
    const ci = ciOf(`include: ci/a.yml\n${rootText}`)
    expect(change(project({ ci }), 'file').refused).toEqual([{ job: 'deploy', reason: 'include_form', line: 1 }])
  })

  test('a job from a conditional include is refused, one from a plain include is not', () => {
    const included = [{ path: 'ci/deploy.yml', text: rootText }]
    const job = ciJob({ definedIn: { file: 'ci/deploy.yml', line: 4 } })
    const jobs = [jobPlan({ job })]
    const conditional = ciOf(entry, { mergedYaml: rootText, included })
    expect(change(project({ ci: conditional }), 'file', jobs).refused).toEqual([
      { job: 'deploy', reason: 'include_conditional', line: 4 },
    ])
    const plain = ciOf('include:\n  - local: /ci/*.yml\n', { mergedYaml: rootText, included })
    expect(change(project({ ci: plain }), 'file', jobs).refused).toEqual([])
  })

  test('a job that only a child pipeline has is refused', () => {
    const ci = ciOf(rootText, { mergedYaml: 'start:\n  trigger: { include: child.yml }\n' })
    expect(change(project({ ci }), 'file').refused[0]?.reason).toBe('child_pipeline_file')
  })

  test.each([
    ['an entry of that name with another content', '  secrets: { DB_PASSWORD: { vault: other } }\n', 'already_defined'],
    ['a role of its own', '  variables: { VAULT_AUTH_ROLE: mine }\n', 'already_defined'],
    ['a secret with another token', '  secrets: { X: { vault: a/b@c, token: $MINE } }\n', 'two_logins'],
  ])('a job with %s is refused', (_, lines, reason) => {
    const ci = ciOf(rootText.replace('deploy:\n', `deploy:\n${lines}`))
    expect(change(project({ ci }), 'file').refused).toEqual([{ job: 'deploy', reason, line: 4 }])
  })

  test('a job that another one extends is refused unless that one is planned alike', () => {
    const ci = ciOf(`${rootText}\nheir:\n  extends: deploy\n`)
    const job = ciJob({ extendedBy: ['heir'] })
    expect(change(project({ ci }), 'file', [jobPlan({ job })]).refused[0]?.reason).toBe('extended_by')
    const heir = jobPlan({ job: ciJob({ name: 'heir' }) })
    expect(change(project({ ci }), 'file', [jobPlan({ job }), heir]).refused).toEqual([])
    const other = jobPlan({ job: ciJob({ name: 'heir' }), role: 'another' })
    expect(change(project({ ci }), 'file', [jobPlan({ job }), other]).refused[0]?.reason).toBe('extended_by')
  })

  test('a configuration of another repository is refused as a whole', () => {
    const elsewhere = project({ ciConfigPath: 'ci/main.yml@shop/templates' })
    expect(change(elsewhere, 'file').refused).toEqual([{ job: 'deploy', reason: 'config_elsewhere', line: null }])
  })
})

describe('inline', () => {
  test('the blocks stand in the job itself, framed, and every other line stays', () => {
    const { files, refused } = change(project(), 'inline')
    expect(refused).toEqual([])
    const after = files[0]?.after ?? ''
    expect(after).toContain('# cutover:begin')
    for (const line of rootText.split('\n')) expect(after).toContain(line)
  })

  test('a job that an included file of this repository holds is changed there', () => {
    const included = [{ path: 'ci/deploy.yml', text: rootText }]
    const ci = ciOf('include: [{ local: ci/deploy.yml }]\n', { mergedYaml: rootText, included })
    const job = ciJob({ definedIn: { file: 'ci/deploy.yml', line: 4 } })
    expect(change(project({ ci }), 'inline', [jobPlan({ job })]).files.map(({ path }) => path)).toEqual([
      'ci/deploy.yml',
    ])
  })

  test('a job that no file of this repository holds is refused, and the others are still changed', () => {
    const mergedYaml = `${rootText}\nscan:\n  script: x\n`
    const template = jobPlan({ job: ciJob({ name: 'scan', definedIn: null }) })
    const { files, refused } = change(project({ ci: ciOf(rootText, { mergedYaml }) }), 'inline', [jobPlan(), template])
    expect(refused).toEqual([{ job: 'scan', reason: 'config_elsewhere', line: null }])
    expect(files).toHaveLength(1)
  })

  test('what the splice refuses stops only that job', () => {
    const ci = ciOf(`${rootText}\nbase: &base { script: x }\nalias: *base\n`)
    const alias = jobPlan({ job: ciJob({ name: 'alias', definedIn: { file: '.gitlab-ci.yml', line: 11 } }) })
    const { files, refused } = change(project({ ci }), 'inline', [alias, jobPlan()])
    expect(refused.map(({ job, reason }) => [job, reason])).toEqual([['alias', 'alias']])
    expect(files).toHaveLength(1)
  })
})
