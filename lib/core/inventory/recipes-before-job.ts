// Recipes for what GitLab reads before a job exists: rules, workflow, include, tags, names, and the environment.
import { exampleEntries } from './example-entries'
import type { LongRecipe } from './long-recipe'

const where = 'https://docs.gitlab.com/ci/variables/where_variables_can_be_used/'

export const beforeJob = {
  used_in_rules: {
    means:
      'GitLab decides by `rules`, `only` and `except` whether there is a job at all. No runner has asked Vault by then, so the condition would see an empty value and the job would silently not run.',
    steps: [
      'Say what the condition really asks: mostly “is this set up here?” or “may this deploy from here?”.',
      'For the first, create a plain CI/CD variable such as DEPLOY_ENABLED at the same level and scope, with the value `true`.',
      'For the second, ask GitLab itself: `$CI_COMMIT_REF_PROTECTED == "true"` or the branch.',
      'Write that into `rules`, and leave the secret to the script alone.',
      'Scan again, then move the secret.',
    ],
    example: {
      before: `deploy:
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
  rules:
    - if: $DEPLOY_TOKEN
`,
      after: `deploy:
${exampleEntries}  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
  rules:
    - if: $DEPLOY_ENABLED == "true"
`,
    },
    evidence: 'The scan finds no rule that names the secret, and the job stands in the same pipelines as before.',
    source: where,
  },
  used_in_workflow: {
    means: 'GitLab decides by `workflow` whether there is a pipeline at all, before any job could read Vault.',
    steps: [
      'Put what `workflow` asks into a plain CI/CD variable, or ask for the branch or the source of the pipeline.',
      'Leave the secret to the jobs that send it somewhere.',
      'Scan again, then move the secret.',
    ],
    example: {
      before: `workflow:
  rules:
    - if: $DEPLOY_TOKEN
deploy:
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
      after: `workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
deploy:
${exampleEntries}  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
    },
    evidence: 'Pipelines start for the same pushes as before.',
    source: 'https://docs.gitlab.com/ci/yaml/workflow/',
  },
  used_in_include: {
    means:
      'GitLab puts the configuration together before anything else. What an include names has to be known by then, and it is no secret: it is a path, a version or a project.',
    steps: [
      'Look whether the value is a secret at all. If it is a path or a version, exclude it as configuration.',
      'If one value serves both, split it in two: plain for the include, secret for the script.',
      'A token inside the address of a remote include belongs into no address: include by `project` and `file`, and give the users read access there.',
    ],
    example: {
      before: `include:
  - project: platform/templates
    ref: $TEMPLATE_VERSION
    file: deploy.yml
`,
      after: `include:
  - project: platform/templates
    ref: v4
    file: deploy.yml
`,
    },
    evidence: 'The lint of GitLab passes, and no include names the variable.',
    source: 'https://docs.gitlab.com/ci/yaml/includes/',
  },
  used_in_environment_name: {
    means:
      'GitLab makes the name of an environment before the job runs, and its address after it, both without the runner. The name also decides which scoped variables the job gets.',
    steps: [
      'Write the name literally, or by a predefined variable such as `review/$CI_COMMIT_REF_SLUG`.',
      'Keep host names as plain CI/CD variables: an address is shown to everybody who sees the project.',
      'Scan again: the job now has an environment that is known.',
    ],
    example: {
      before: `deploy:
  environment:
    name: production
    url: https://$DEPLOY_TOKEN.example.com
  script:
    - ./deploy.sh
`,
      after: `deploy:
  environment:
    name: production
    url: https://shop.example.com
  script:
    - ./deploy.sh
`,
    },
    evidence: 'The deployment shows under the same environment, with the same address.',
    source: where,
  },
  used_in_resource_group: {
    means: 'GitLab queues jobs by their resource group before a runner takes them.',
    steps: [
      'Name the group literally, or by `$CI_ENVIRONMENT_SLUG`.',
      'A name that says what is locked is better than the value of a secret, which would show in the job list.',
    ],
    example: {
      before: `deploy:
  resource_group: $DEPLOY_TOKEN
  script:
    - ./deploy.sh
`,
      after: `deploy:
  resource_group: production
  script:
    - ./deploy.sh
`,
    },
    evidence: 'Two pipelines at once still deploy one after the other.',
    source: where,
  },
  used_in_tags: {
    means: 'GitLab chooses the runner by tags; the runner is the one that would ask Vault.',
    steps: [
      'Write the tag literally, or keep a plain CI/CD variable for it.',
      'If one value serves as tag and as secret, make two of it.',
    ],
    example: {
      before: `deploy:
  tags: [$DEPLOY_TOKEN]
  script:
    - ./deploy.sh
`,
      after: `deploy:
  tags: [zone-a]
  script:
    - ./deploy.sh
`,
    },
    evidence: 'The job is picked up by the same runners.',
    source: where,
  },
  used_in_needs: {
    means: 'GitLab orders the jobs by `needs` when it makes the pipeline.',
    steps: [
      'Write the names of jobs, projects and refs literally, or keep a plain CI/CD variable for them.',
      'Leave the secret to the script.',
    ],
    example: null,
    evidence: 'The pipeline graph shows the same order.',
    source: 'https://docs.gitlab.com/ci/yaml/#needs',
  },
  used_in_id_tokens: {
    means: 'GitLab signs the ID token, audience included, before the runner asks Vault with it.',
    steps: ['Write the audience literally: it is an address, not a secret.', 'Let the role in Vault test exactly it.'],
    example: {
      before: `deploy:
  id_tokens:
    VAULT_ID_TOKEN:
      aud: $DEPLOY_TOKEN
  script:
    - ./deploy.sh
`,
      after: `deploy:
  id_tokens:
    VAULT_ID_TOKEN:
      aud: https://vault.example.com
  script:
    - ./deploy.sh
`,
    },
    evidence: 'The job logs in, and its role tests that audience.',
    source: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  },
  environment_not_static: {
    means:
      'The environment decides which role a job gets and which scoped variable it sees. A name that is built from variables only a running pipeline knows could be any of them.',
    steps: [
      'Write one job for each environment, each with its name, and share the rest by `extends`.',
      'For review apps, use one pattern such as `review/$CI_COMMIT_REF_SLUG`: it gets one role for all.',
    ],
    example: {
      before: `deploy:
  environment: $TARGET
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
      after: `.deploy:
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
deploy-staging:
  extends: .deploy
  environment: staging
deploy-production:
  extends: .deploy
  environment: production
`,
    },
    evidence: 'The scan names the environment of each job.',
    source: 'https://docs.gitlab.com/ci/environments/',
  },
} satisfies Record<string, LongRecipe>
