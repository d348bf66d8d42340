// Recipes for jobs that lie elsewhere: downstream and child pipelines, templates of other teams, includes, generated files.
import { exampleEntries } from './example-entries'
import type { LongRecipe } from './long-recipe'

const downstream = 'https://docs.gitlab.com/ci/pipelines/downstream_pipelines/'
const includes = 'https://docs.gitlab.com/ci/yaml/includes/'

const handsOver = {
  means:
    'A bridge job starts another pipeline. GitLab runs it itself, without a runner, so nothing in it can read Vault: it can only hand on what GitLab knows. A pipeline of another project logs in as that project, with roles of its own.',
  steps: [
    'Find the job that needs the value at last: in the child file, or in the other project.',
    'Give that job its own `id_tokens` and `secrets`. For another project, map the value there too: its jobs log in with its own project number.',
    'Take the line out of the `variables` of the bridge job.',
    'Keep handing on what is no secret, such as a version.',
  ],
  evidence: 'The downstream pipeline is green after the variable is taken out of the bridge job.',
  source: downstream,
}

export const pipelines = {
  bridge_uses_variable: {
    ...handsOver,
    example: {
      before: `release:
  variables:
    TOKEN: $DEPLOY_TOKEN
  trigger:
    project: shop/deploy
`,
      after: `# in shop/api
release:
  variables:
    VERSION: $CI_COMMIT_TAG
  trigger:
    project: shop/deploy
`,
    },
  },
  used_in_trigger: {
    ...handsOver,
    example: {
      before: `release:
  trigger:
    project: shop/$DEPLOY_TOKEN
`,
      after: `release:
  trigger:
    project: shop/deploy
`,
    },
  },
  child_pipeline_file: {
    means:
      'The job stands in a file that a bridge job starts as a child pipeline. It is not part of the merged configuration, so a generated stub beside the root file would make a new job instead of changing this one.',
    steps: [
      'If the file lies in the repository, choose the inline placement for it: the entries are written into the job itself.',
      'If an earlier job generates it, change the generator: let what it writes include a checked-in file, and its jobs extend a hidden job there that has the entries.',
      'A child pipeline logs in with the project and branch of its parent; `pipeline_source` is `parent_pipeline`. A role that tests the source has to allow it.',
      'Scan again. Jobs of generated files stay unseen, so keep the variable until one of their pipelines was green without it.',
    ],
    example: {
      before: `# written by the generator
deploy-eu:
  script:
    - ./deploy.sh eu "$DEPLOY_TOKEN"
`,
      after: `# ci/vault.yml, checked in
.with-vault:
${exampleEntries}
# written by the generator, which includes ci/vault.yml
deploy-eu:
  extends: .with-vault
  script:
    - ./deploy.sh eu "$DEPLOY_TOKEN"
`,
    },
    evidence: 'A child pipeline is green, and the log of its job names Vault.',
    source: downstream,
  },
  config_elsewhere: {
    means:
      'The configuration lies in another repository, mostly a template of a platform team. A change there reaches every project that uses it, and a merge request here cannot make it.',
    steps: [
      'Ask who owns it: Cutover names the file and its project.',
      'Without waiting for them: add a job of the same name to your own file with nothing but the entries. GitLab merges both, and yours wins.',
      'If the project’s configuration path names another project, put a file of your own there that includes that one, and change the path in Settings, CI/CD.',
      'For many projects: let the owner add the entries once, with the path as an input, and raise the version project by project.',
    ],
    example: {
      before: `include:
  - project: platform/templates
    ref: v4
    file: deploy.yml
`,
      after: `include:
  - project: platform/templates
    ref: v4
    file: deploy.yml
deploy:
${exampleEntries}`,
    },
    evidence: 'The merged configuration in the pipeline editor shows the job with script and secrets.',
    source: `${includes}#override-included-configuration-values`,
  },
  include_conditional: {
    means:
      'The job comes from an include that has `rules`. Where they do not hold, the job is not there, and a stub with nothing but entries would be a job without a script: the whole pipeline would be refused.',
    steps: [
      'Best: include always, and move the condition into the `rules` of the job.',
      'Or choose the inline placement, so that the entries stand in the included file.',
      'Or put the stub into a file that is included by the same `rules`.',
    ],
    example: {
      before: `include:
  - local: ci/deploy.yml
    rules:
      - if: $CI_COMMIT_BRANCH == "main"
`,
      after: `include:
  - local: ci/deploy.yml
deploy:
  rules:
    - if: $CI_COMMIT_BRANCH == "main"
${exampleEntries}`,
    },
    evidence: 'GitLab’s lint passes for the default branch and for another one.',
    source: `${includes}#use-rules-with-include`,
  },
  include_form: {
    means:
      'The generated file has to become one more line of `include`. Where that is one text or a list in brackets, a line cannot be added without writing the others anew.',
    steps: ['Write `include` as a list with one entry per line.', 'Or choose the inline placement.'],
    example: {
      before: `include: ci/deploy.yml
`,
      after: `include:
  - local: ci/deploy.yml
`,
    },
    evidence: 'The preview of the merge request adds one line.',
    source: includes,
  },
  extended_by: {
    means:
      'Jobs that extend this one inherit its `secrets`. They would ask Vault for values that their role may not read, and fail.',
    steps: [
      'If the heirs need the same values, map them alike: then all get the entries.',
      'If not, split the parent: what all share in a hidden job, the entries in the one job that uses them.',
    ],
    example: {
      before: `deploy:
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
check:
  extends: deploy
  script:
    - ./check.sh
`,
      after: `.base:
  image: alpine:3.22
deploy:
  extends: .base
${exampleEntries}  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
check:
  extends: .base
  script:
    - ./check.sh
`,
    },
    evidence: 'The merged configuration shows the entries in no job that does not use them.',
    source: 'https://docs.gitlab.com/ci/yaml/#extends',
  },
  consumer_unknown: {
    means:
      'A variable of a group reaches all projects below it. One of them could not be read, or a job hands its whole environment on, so something may use the variable that nobody sees.',
    steps: [
      'Give the scan token access to the projects that are named, and scan again.',
      'A generated configuration cannot be read before it runs: ask its owner which names it uses, and write a comment on the variable.',
      'A job that hands everything on (`env`, `docker run --env-file`): write out the names that it needs.',
      'Where neither is possible, move those that are known, and keep the variable until a quarantine shows that nobody else misses it.',
    ],
    example: {
      before: `deploy:
  script:
    - env > app.env
    - docker run --env-file app.env app
`,
      after: `deploy:
${exampleEntries}  script:
    - docker run --env DEPLOY_TOKEN app
`,
    },
    evidence: 'A complete scan names every user, or the quarantine passed without a failed job.',
    source: 'https://docs.gitlab.com/ci/variables/',
  },
} satisfies Record<string, LongRecipe>
