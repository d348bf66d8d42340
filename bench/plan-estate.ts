// An estate with CI files for the benchmarks of planning: each project has a file of its own and one that all include.
import type { CiReading, Estate, Project } from '@/lib/core/inventory/estate'
import type { Variable } from '@/lib/core/inventory/variable'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'

const teams = 25

const template = `.node:
  image: node:22-slim
  before_script:
    - corepack enable
    - pnpm install --frozen-lockfile
  cache:
    key:
      files: [pnpm-lock.yaml]
    paths: [.pnpm-store]

.ship:
  image: registry.example.com/tools/ship:7
  retry:
    max: 2
    when: [runner_system_failure, stuck_or_timeout_failure]
  script:
    - ship login --token "$REGISTRY_TOKEN"
    - ship deploy --to "$CI_ENVIRONMENT_NAME"
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`

function ownJobs(name: string, at: number): string {
  return `# ${name}: asked of the platform team before it changes
stages: [check, build, deploy]

variables:
  SERVICE: ${name}
  PORT: "${3000 + at}"

lint:
  extends: .node
  stage: check
  script:
    - pnpm lint
    - pnpm exec prettier --check .

test:
  extends: .node
  stage: check
  services:
    - name: postgres:17
      alias: db
  variables:
    PGPASSWORD: $CI_DB_PASSWORD
  script:
    - pnpm test -- --shard ${at % 7}
    - |
      if [ -n "$NPM_TOKEN" ]; then
        pnpm publish --dry-run
      fi
  artifacts:
    reports:
      junit: report.xml

build:
  stage: build
  image: docker:28
  script:
    - echo "$REGISTRY_TOKEN" | docker login --username ci --password-stdin registry.example.com
    - docker build --build-arg SENTRY_DSN="$SENTRY_DSN" --tag registry.example.com/${name}:$CI_COMMIT_SHA .
    - docker push registry.example.com/${name}:$CI_COMMIT_SHA
  needs: [lint, test]

stage:
  extends: .ship
  stage: deploy
  environment:
    name: staging
    url: https://${name}.staging.example.com
  variables:
    DATABASE_URL: postgres://app:$DB_PASSWORD@db.staging.example.com/app

deploy:
  extends: .ship
  stage: deploy
  environment:
    name: production
    url: https://${name}.example.com
  script:
    - ship login --token "$REGISTRY_TOKEN"
    - ship migrate --url "postgres://app:$DB_PASSWORD@db.example.com/app"
    - ship deploy --to production --sign "$SIGNING_KEY"
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
`
}

/** As GitLab's lint answers it: what is included first, then the project's own, which the jobs of this file do not repeat. */
function ciOf(name: string, at: number): CiReading {
  const own = ownJobs(name, at)
  const include = 'include:\n  - project: platform/templates\n    file: /service.yml\n\n'
  return {
    state: 'valid',
    ref: 'main',
    mergedYaml: `---\n${template}${own}`,
    root: { path: '.gitlab-ci.yml', text: `${include}${own}` },
    included: [{ path: 'service.yml', text: template }],
    includes: [{ type: 'file', location: 'service.yml', contextProject: 'platform/templates' }],
  }
}

const own: [key: string, scope: string, isProtected: boolean][] = [
  ['DB_PASSWORD', 'production', true],
  ['DB_PASSWORD', 'staging', true],
  ['SIGNING_KEY', 'production', true],
  ['SENTRY_DSN', '*', false],
  ['CI_DB_PASSWORD', '*', false],
]

function variable(level: Variable['level'], owner: string, [key, environmentScope, isProtected]: (typeof own)[number]) {
  const one: Variable = {
    level,
    owner,
    key,
    environmentScope,
    variableType: 'env_var',
    protected: isProtected,
    masked: true,
    hidden: false,
    raw: true,
    description: null,
    scheduleId: null,
  }
  return one
}

/** Takes how many projects; gives as many in 25 groups, each with five variables of its own and two of its group. */
export function planEstate(projects: number): { estate: Estate; rules: RulesFile } {
  const groups = Array.from({ length: teams }, (_, at) => `team-${at}`)
  const all = Array.from({ length: projects }, (_, at): Project => {
    const name = `service-${at}`
    const groupPath = `team-${at % teams}`
    return {
      id: 1000 + at,
      fullPath: `${groupPath}/${name}`,
      groupPath,
      archived: false,
      emptyRepository: false,
      defaultBranch: 'main',
      ciConfigPath: '.gitlab-ci.yml',
      variablesRead: true,
      protectedBranches: ['main'],
      protectedTags: [],
      protectedEnvironments: ['production'],
      environments: [
        { name: 'production', tier: 'production', available: true },
        { name: 'staging', tier: 'staging', available: true },
      ],
      schedules: [],
      ci: ciOf(name, at),
    }
  })
  const variables = [
    ...groups.flatMap((group) => [
      variable('group', group, ['REGISTRY_TOKEN', '*', false]),
      variable('group', group, ['NPM_TOKEN', '*', false]),
    ]),
    ...all.flatMap(({ fullPath }) => own.map((one) => variable('project', fullPath, one))),
  ]
  const estate: Estate = {
    gitlab: { url: 'https://gitlab.example.com', version: '18.4.0', enterprise: true },
    groups: groups.map((fullPath, at) => ({ id: at + 1, fullPath, name: fullPath, variablesRead: true })),
    projects: all,
    variables,
    gaps: [],
    gone: {},
  }
  const rules = rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
    mounts: [{ vault: 'main', path: 'kv', engine: 'kv-v2' }],
    tiers: groups.map((group) => ({ group, tier: 'premium' })),
    rules: [{ match: {}, target: {} }],
  })
  return { estate, rules }
}
