import { describe, expect, it } from 'vitest'
import type { Project } from './estate'
import { readProjectJobs } from './read-project-jobs'

const project: Project = {
  id: 1,
  fullPath: 'acme/shop/api',
  groupPath: 'acme/shop',
  archived: false,
  emptyRepository: false,
  defaultBranch: 'main',
  ciConfigPath: '.gitlab-ci.yml',
  variablesRead: true,
  protectedBranches: ['main'],
  protectedTags: [],
  protectedEnvironments: [],
  environments: [],
  schedules: [],
  ci: { state: 'absent' },
}

function read(root: string, keys: string[], merged = root, template = '') {
  const included = template === '' ? [] : [{ path: 'templates/deploy.yml', text: template }]
  const found = readProjectJobs(
    project,
    {
      state: 'valid',
      ref: 'main',
      mergedYaml: merged,
      root: { path: '.gitlab-ci.yml', text: root },
      included,
      includes: [],
    },
    new Set(keys),
  )
  if (!found) throw new Error('the test’s YAML is wrong')
  return found
}

const jobOf = (found: ReturnType<typeof read>, name: string) => {
  const job = found.jobs.find((one) => one.name === name)
  if (!job) throw new Error(`no job ${name}`)
  return job
}

describe('readProjectJobs', () => {
  it('shows the line in the included file for what comes from a template, and where the job stands', () => {
    const template = '.deploy:\n  script:\n    - helm upgrade\n    - notify "$SLACK_TOKEN"\n'
    const root = 'include: templates/deploy.yml\ndeploy:\n  extends: .deploy\n'
    const merged = `${template}deploy:\n  script:\n    - helm upgrade\n    - notify "$SLACK_TOKEN"\n`
    const job = jobOf(read(root, ['SLACK_TOKEN'], merged, template), 'deploy')
    expect(job.definedIn).toEqual({ file: '.gitlab-ci.yml', line: 2 })
    expect(job.uses).toEqual([
      {
        key: 'SLACK_TOKEN',
        kind: 'script',
        confidence: 'certain',
        evidence: { file: 'templates/deploy.yml', line: 4, text: '- notify "$SLACK_TOKEN"', merged: false },
      },
    ])
  })

  it('marks a line that only the merged text has', () => {
    const merged = 'deploy:\n  script:\n    - notify "$SLACK_TOKEN"\n'
    const job = jobOf(read('include: { component: a/b@1 }\n', ['SLACK_TOKEN'], merged), 'deploy')
    expect(job.definedIn).toBeNull()
    expect(job.uses[0]?.evidence).toEqual({ file: null, line: 3, text: '- notify "$SLACK_TOKEN"', merged: true })
  })

  it('shows the job’s own line and not that of a job that uses the same key', () => {
    const text = 'a:\n  script: ["x $KEY_A"]\nb:\n  before_script: ["y $KEY_A"]\n  script: [z]\n'
    expect(jobOf(read(text, ['KEY_A']), 'b').uses.map((use) => use.evidence.line)).toEqual([4])
  })

  it('names every section that GitLab or the runner reads', () => {
    const text = `job:
  image: $K_IMAGE
  services: [{ name: $K_SERVICE }]
  variables: { URL: "x-$K_VARIABLE" }
  tags: [$K_TAG]
  resource_group: $K_GROUP
  environment: { name: prod, url: "https://$K_URL" }
  id_tokens: { T: { aud: $K_AUD } }
  cache: { key: $K_CACHE, paths: [a] }
  artifacts: { name: $K_ARTIFACT }
  needs: [{ project: $K_NEEDS, job: a, ref: main }]
  rules:
    - if: $K_RULE == "1"
      variables: { OTHER: $K_RULE_VARIABLE }
  hooks: { pre_get_sources_script: ["echo $K_HOOK"] }
  after_script: ["echo $K_AFTER"]
  script: [make]
`
    const keys = [...text.matchAll(/K_[A-Z_]+/g)].map(([key]) => key)
    const uses = jobOf(read(text, keys), 'job').uses.map((use) => `${use.key} ${use.kind}`)
    expect(uses.sort()).toEqual([
      'K_AFTER script',
      'K_ARTIFACT artifacts',
      'K_AUD id_tokens',
      'K_CACHE cache',
      'K_GROUP resource_group',
      'K_HOOK script',
      'K_IMAGE image',
      'K_NEEDS needs',
      'K_RULE rules',
      'K_RULE_VARIABLE variables',
      'K_SERVICE services',
      'K_TAG tags',
      'K_URL environment_name',
      'K_VARIABLE variables',
    ])
  })

  it('finds what include and workflow read, outside any job', () => {
    const text =
      'include:\n  - project: $K_PROJECT\n    file: a.yml\nworkflow:\n  rules:\n    - if: $K_FLOW\njob: { script: [a] }\n'
    const merged = 'workflow:\n  rules:\n    - if: $K_FLOW\njob: { script: [a] }\n'
    expect(
      read(text, ['K_PROJECT', 'K_FLOW'], merged).outside.map((use) => [use.key, use.kind, use.evidence.line]),
    ).toEqual([
      ['K_FLOW', 'workflow', 6],
      ['K_PROJECT', 'include', 2],
    ])
  })

  it('counts a top-level variable that no job names as read by all, and one that some name as theirs', () => {
    const text =
      'variables:\n  PGPASSWORD: $K_DB\n  NAMED: $K_NAMED\na: { script: ["use $NAMED"] }\nb: { script: [psql] }\n'
    const found = read(text, ['K_DB', 'K_NAMED'])
    const confidence = (job: string) => jobOf(found, job).uses.map((use) => `${use.key} ${use.confidence}`)
    expect(confidence('a')).toEqual(['K_DB likely', 'K_NAMED certain'])
    expect(confidence('b')).toEqual(['K_DB likely', 'K_NAMED possible'])
  })

  it('knows the heirs of a job, also through hidden jobs', () => {
    const text = 'base: { script: [a] }\n.mid: { extends: base }\nheir: { extends: [.mid] }\nother: { script: [a] }\n'
    const found = read(text, [])
    expect(jobOf(found, 'base').extendedBy).toEqual(['heir'])
    expect(jobOf(found, 'other').extendedBy).toEqual([])
  })

  it('resolves an environment from a literal YAML variable, unless something can replace it', () => {
    const job = (more: string) => `variables: { T: staging }\njob:\n  script: [a]\n  environment: $T\n${more}`
    const environment = (text: string, keys: string[] = []) => jobOf(read(text, keys), 'job').environment
    expect(environment(job(''))).toEqual({ kind: 'name', name: 'staging' })
    expect(environment(job('  variables: { T: qa }\n'))).toEqual({ kind: 'name', name: 'qa' })
    expect(environment(job(''), ['T']).kind).toBe('not_static')
    expect(environment(job('  parallel: { matrix: [{ T: [a, b] }] }\n')).kind).toBe('not_static')
    expect(environment(job('  rules: [{ if: $X, variables: { T: b } }]\n')).kind).toBe('not_static')
  })

  it('finds static Vault credentials, and none where the job fetches its token itself', () => {
    const lines = (script: string) =>
      jobOf(read(`job:\n  script:\n    - ${script}\n`, []), 'job').staticCredentials.map((one) => one.line)
    expect(lines('vault login -method=userpass')).toEqual([3])
    expect(lines('vault write auth/approle/login role_id=$R secret_id=$S')).toEqual([3])
    expect(lines('curl -H "X-Vault-Token: $VAULT_TOKEN" $U')).toEqual([3])
    expect(lines('vault write auth/jwt/login jwt=$CI_JOB_JWT_V2')).toEqual([3])
    expect(lines('export VAULT_TOKEN="$(vault write -field=token auth/jwt/login role=r jwt=$ID)"')).toEqual([])
    expect(lines('make vault')).toEqual([])
  })
})
