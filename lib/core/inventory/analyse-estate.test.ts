import { describe, expect, it } from 'vitest'
import { analyseEstate } from './analyse-estate'
import type { AnalysedVariable } from './analysed-variable'
import type { Project } from './estate'
import { ci, codes, estate, project, row, variable } from './example-estate'
import { variableId } from './variable'

const jobsOf = (one: AnalysedVariable) => one.consumers.map((consumer) => `${consumer.project} ${consumer.job}`)

const api = `stages: [test, deploy]

variables:
  DATABASE_URL: "postgres://shop:$DB_PASSWORD@db/shop"

default:
  image: $REGISTRY/node:20

.deploy:
  script:
    - ./deploy.sh --token "$DEPLOY_TOKEN"

test:
  script:
    - echo "$DB" # not DB_PASSWORD
    - migrate "$DATABASE_URL"

deploy-production:
  extends: .deploy
  stage: deploy
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $DEPLOY_ENABLED == "1"

review:
  stage: deploy
  environment:
    name: review/$CI_COMMIT_REF_SLUG
  script:
    - deploy \${DEPLOY_TOKEN}

downstream:
  trigger:
    project: acme/other
  variables:
    PASS_ON: $BRIDGED
`
const apiMerged = api.replace(
  'deploy-production:\n',
  `deploy-production:\n  script:\n    - ./deploy.sh --token "$DEPLOY_TOKEN"\n`,
)

describe('analyseEstate', () => {
  const variables = [
    variable('DB_PASSWORD'),
    variable('DEPLOY_TOKEN', { environmentScope: 'production', protected: true }),
    variable('DEPLOY_TOKEN', { environmentScope: 'review/*' }),
    variable('DEPLOY_TOKEN', { environmentScope: 'staging' }),
    variable('DEPLOY_TOKEN', { level: 'group', owner: 'acme' }),
    variable('DEPLOY_ENABLED', { masked: false }),
    variable('REGISTRY', { level: 'group', owner: 'acme', masked: false }),
    variable('BRIDGED'),
    variable('UNUSED_TOKEN'),
  ]
  const analysis = analyseEstate(estate([project('acme/shop/api', ci(api, apiMerged))], variables))

  it('gives a use only to the definition that the job’s environment sees', () => {
    const production = row(analysis, 'DEPLOY_TOKEN', { environmentScope: 'production' })
    expect(jobsOf(production)).toEqual(['acme/shop/api deploy-production'])
    expect(jobsOf(row(analysis, 'DEPLOY_TOKEN', { environmentScope: 'review/*' }))).toEqual(['acme/shop/api review'])
    expect(row(analysis, 'DEPLOY_TOKEN', { environmentScope: 'staging' }).uses).toBe(0)
    expect(row(analysis, 'DEPLOY_TOKEN', { level: 'group', owner: 'acme' }).uses).toBe(0)
  })

  it('shows the line of a use, also where a hidden job holds it', () => {
    const [consumer] = row(analysis, 'DEPLOY_TOKEN', { environmentScope: 'production' }).consumers
    expect(consumer?.evidence).toEqual([
      { file: '.gitlab-ci.yml', line: 11, text: '- ./deploy.sh --token "$DEPLOY_TOKEN"', merged: false },
    ])
  })

  it('counts no job for a key that is only the beginning of another, and 0 for one that nobody names', () => {
    const unused = row(analysis, 'UNUSED_TOKEN')
    expect(unused.uses).toBe(0)
  })

  it('warns where no job names a key, but one that sees it runs a script of the repository', () => {
    const unused = row(analysis, 'UNUSED_TOKEN')
    expect(codes(unused.warnings)).toContain('script_not_read')
    expect(unused.unknown[0]).toContain('runs ./deploy.sh, which was not read')
    expect(codes(row(analysis, 'DEPLOY_TOKEN', { environmentScope: 'production' }).warnings)).not.toContain(
      'script_not_read',
    )
  })

  it('follows a composite YAML variable to the job that names it, and warns', () => {
    const password = row(analysis, 'DB_PASSWORD')
    expect(password.uses).toBe(1)
    expect(password.consumers.find((one) => one.confidence === 'certain')?.job).toBe('test')
    expect(password.warnings.find((one) => one.code === 'used_in_composite')?.evidence[0]?.line).toBe(4)
  })

  it('blocks what rules and bridge jobs need, with the line', () => {
    const enabled = row(analysis, 'DEPLOY_ENABLED')
    expect(codes(enabled.blockers)).toEqual(['used_in_rules'])
    expect(enabled.blockers[0]?.evidence[0]?.text).toContain('$DEPLOY_ENABLED == "1"')
    expect(enabled.blockers[0]?.detail).toBe('job deploy-production of acme/shop/api, in rules')
    expect(codes(row(analysis, 'BRIDGED').blockers)).toEqual(['bridge_uses_variable'])
  })

  it('warns about an image, which the runner pulls with resolved secrets', () => {
    const registry = row(analysis, 'REGISTRY', { level: 'group', owner: 'acme' })
    expect(codes(registry.warnings)).toEqual(['used_in_image'])
    expect(registry.uses).toBe(3)
  })
})

describe('what was not read', () => {
  const quiet = ci('test:\n  script: [make]\n')
  const usesOf = (over: Partial<Project>) => {
    const analysis = analyseEstate(estate([project('acme/shop/api', quiet, over)], [variable('API_TOKEN')]))
    return row(analysis, 'API_TOKEN')
  }

  it('makes an unused variable null, never 0', () => {
    expect(usesOf({}).uses).toBe(0)
    const schedule = { id: 1, description: 'nightly', ref: 'refs/heads/develop', active: true }
    const cases: Partial<Project>[] = [
      { protectedBranches: ['main', 'release/1.0'] },
      { protectedBranches: ['main', 'release/*'] },
      { protectedBranches: null },
      { schedules: [schedule] },
      { schedules: null },
      { ci: { state: 'unknown', reason: 'forbidden' } },
      { ci: { state: 'invalid', ref: 'main', errors: ['jobs config is wrong'], root: null } },
      { ci: ci('child:\n  trigger:\n    include: child.yml\n') },
    ]
    for (const one of cases) {
      expect(usesOf(one).uses).toBeNull()
      expect(usesOf(one).unknown.length).toBeGreaterThan(0)
    }
  })

  it('keeps 0 for a schedule on the branch that was read, an inactive one, and an archived project', () => {
    const schedule = { id: 1, description: 'nightly', ref: 'refs/heads/main', active: true }
    expect(usesOf({ schedules: [schedule, { ...schedule, ref: 'old', active: false }] }).uses).toBe(0)
    const archived = usesOf({ archived: true, ci: { state: 'unknown', reason: 'forbidden' } })
    expect(archived.uses).toBe(0)
    expect(codes(archived.blockers)).toEqual(['project_archived'])
  })

  it('blocks a project’s variables on its unreadable configuration and warns at its groups’', () => {
    const group = variable('API_TOKEN', { level: 'group', owner: 'acme' })
    const dark = project('acme/shop/api', { state: 'unknown', reason: 'forbidden' })
    const analysis = analyseEstate(estate([dark], [variable('API_TOKEN'), group]))
    expect(codes(row(analysis, 'API_TOKEN').blockers)).toEqual(['ci_config_unknown'])
    const above = row(analysis, 'API_TOKEN', { level: 'group', owner: 'acme' })
    expect(above.uses).toBeNull()
    expect(above.blockers).toEqual([])
    expect(codes(above.warnings)).toEqual(['consumer_unknown'])
  })

  it('keeps the count where uses were found, and says why it may be too low', () => {
    const one = project('acme/shop/api', ci('test:\n  script: ["curl -H $API_TOKEN"]\n'), {
      protectedBranches: ['main', 'stable'],
    })
    const used = row(analyseEstate(estate([one], [variable('API_TOKEN')])), 'API_TOKEN')
    expect(used.uses).toBe(1)
    expect(used.unknown).toEqual(['acme/shop/api: protected stable was not read'])
  })

  it('counts projects that were not listed against a group’s variables', () => {
    const group = variable('API_TOKEN', { level: 'group', owner: 'acme' })
    const gap = { subject: 'group', path: 'acme', part: 'projects', reason: 'forbidden' } as const
    const read = [project('acme/shop/api', quiet)]
    expect(analyseEstate(estate(read, [group])).variables[0]?.uses).toBe(0)
    expect(analyseEstate(estate(read, [group], { gaps: [gap] })).variables[0]?.uses).toBeNull()
  })

  it('shows a variable that is gone without uses, and lets it shadow nothing', () => {
    const own = variable('API_TOKEN')
    const group = variable('API_TOKEN', { level: 'group', owner: 'acme' })
    const one = project('acme/shop/api', ci('test:\n  script: ["curl -H $API_TOKEN"]\n'))
    const gone = { [variableId(own)]: '2026-01-02T03:04:05Z' }
    const analysis = analyseEstate(estate([one], [own, group], { gone }))
    expect(row(analysis, 'API_TOKEN').uses).toBeNull()
    expect(row(analysis, 'API_TOKEN', { level: 'group', owner: 'acme' }).uses).toBe(1)
  })
})
