// Recipes for what a value is made of and what it may open: composite values, expansion, images, scopes and logins.
import type { LongRecipe } from './long-recipe'

const secrets = 'https://docs.gitlab.com/ci/yaml/#secrets'

export const values = {
  used_in_composite: {
    means:
      'Another variable of the configuration is put together from this one. GitLab expands it when it makes the job; the value of Vault comes later, so that the text would keep its `$` or a hole.',
    steps: [
      'Take the composed line out of `variables`.',
      'Compose it as the first line of the script: there the value is known.',
      'A user name or password inside an address has to be percent-encoded; the tool that takes it may offer separate settings, which is better.',
      'The composed text is masked in the log only where the secret itself appears in it unchanged.',
    ],
    example: {
      before: `migrate:
  variables:
    DATABASE_URL: postgres://app:$DB_PASSWORD@db/app
  script:
    - ./migrate.sh
`,
      after: `migrate:
  id_tokens:
    VAULT_ID_TOKEN:
      aud: https://vault.example.com
  secrets:
    DB_PASSWORD:
      vault: shop/api/database/password@kv
      file: false
      token: $VAULT_ID_TOKEN
  script:
    - export DATABASE_URL="postgres://app:\${DB_PASSWORD}@db/app"
    - ./migrate.sh
`,
    },
    evidence: 'The job connects, and the scan finds no variable composed from the secret.',
    source: 'https://docs.gitlab.com/ci/variables/where_variables_can_be_used/',
  },
  used_in_image: {
    means:
      'The runner resolves secrets before it pulls, so a name or tag of an image may use one. Credentials for the registry may not: the runner reads DOCKER_AUTH_CONFIG in its own way.',
    steps: [
      'Use `file: false`: a path in place of the value would be part of the image’s name.',
      'Give the entry to every job that pulls it.',
      'Better: write the image literally. Its name is rarely a secret.',
    ],
    example: {
      before: `test:
  image: registry.example.com/$DB_PASSWORD/app
  script:
    - ./test.sh
`,
      after: `test:
  image: registry.example.com/shop/app
  script:
    - ./test.sh
`,
    },
    evidence: 'The job pulls its image.',
    source: secrets,
  },
  two_logins: {
    means:
      'GitLab gives a job one login to Vault: one server, namespace, auth mount and role for all its secrets. Entries that need two would all be read with the first.',
    steps: [
      'If both targets are yours to choose, give all variables of the job the same vault and auth mount: change the rule.',
      'Else split the job: the first reads and uses what lies in one vault, the second the other.',
      'Never hand a secret from one job to the next by an artifact.',
    ],
    example: {
      before: `release:
  script:
    - ./push.sh "$REGISTRY_TOKEN"
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
      after: `push:
  script:
    - ./push.sh "$REGISTRY_TOKEN"
deploy:
  needs: [push]
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
    },
    evidence: 'Each of both jobs names one role in the artefacts.',
    source: secrets,
  },
  runs_where_refused: {
    means:
      'The role of the job is for protected branches. The job may run elsewhere too, and there Vault refuses the login, so that the job fails before its script.',
    steps: [
      'If it has no business there, narrow its `rules` to protected branches.',
      'If a part of it has (a build, a test), split the job: only the part that deploys gets the entries.',
      'If merge requests need the value, it is not protected: map another value of less power for them.',
    ],
    example: {
      before: `deploy:
  script:
    - ./build.sh
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
      after: `build:
  script:
    - ./build.sh
deploy:
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
    },
    evidence: 'A merge request’s pipeline has no job that logs in with a protected role.',
    source: 'https://docs.gitlab.com/ci/jobs/job_rules/',
  },
  scope_ambiguous: {
    means:
      'Two definitions of one key have wildcard scopes that match the same environment, and neither is more specific. Which one GitLab takes is no rule to build on.',
    steps: [
      'List the environments that the scopes really serve.',
      'Make one of the scopes exact, or give both a common prefix that sets them apart.',
      'Scan again: the effective value of each environment is now known.',
    ],
    example: null,
    evidence: 'The variable page names one winner for each environment.',
    source: 'https://docs.gitlab.com/ci/environments/#limit-the-environment-scope-of-a-cicd-variable',
  },
  star_unanswered: {
    means:
      'Scope `*` gives the same value to production, review apps and merge requests. In Vault it would become one path that all of them may read, so somebody has to say that this is meant.',
    steps: [
      'One path per environment: the values are different, or should be. Fill them in separately.',
      'Production only: the others do without it. Check the jobs that are listed.',
      'Shared: it is the same everywhere and that is acceptable. Your name and the date stand beside it.',
      'Answer many at once: filter the inventory, select, and choose Answer *.',
    ],
    example: null,
    evidence: 'The rows have a target for each environment.',
    source: 'https://docs.gitlab.com/ci/environments/#limit-the-environment-scope-of-a-cicd-variable',
  },
  vault_connection_variable: {
    means:
      'The runner takes the address, the auth mount, the role and the namespace of Vault from variables of these names. One that is defined in the project or group wins over what is generated into the job’s file.',
    steps: [
      'Compare its value with the target under Connections. Whoever may read it says so; Cutover does not.',
      'If they agree, delete the variable: the generated entries say the same.',
      'If they differ, some jobs read another vault today: declare it under Connections and give these variables that target.',
    ],
    example: null,
    evidence: 'No definition of VAULT_SERVER_URL, VAULT_AUTH_PATH, VAULT_AUTH_ROLE or VAULT_NAMESPACE reaches the job.',
    source: 'https://docs.gitlab.com/ci/secrets/hashicorp_vault/',
  },
  static_vault_credential: {
    means:
      'The variable is itself a credential for Vault: a token, or the secret of an AppRole. Moving it into Vault would hide the key inside the safe.',
    steps: [
      'Find the jobs that log in with it, and what they read: Sources, under Mapping, lists them.',
      'Give these jobs `id_tokens` and `secrets` for the same paths.',
      'Take the login out of the script, then retire the variable and revoke the credential in Vault.',
    ],
    example: {
      before: `deploy:
  script:
    - export DEPLOY_TOKEN="$(vault kv get -field=token kv/shop/api/deploy)"
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
      after: `deploy:
  id_tokens:
    VAULT_ID_TOKEN:
      aud: https://vault.example.com
  secrets:
    DEPLOY_TOKEN:
      vault: shop/api/deploy/token@kv
      file: false
      token: $VAULT_ID_TOKEN
  script:
    - ./deploy.sh "$DEPLOY_TOKEN"
`,
    },
    evidence: 'Vault’s audit log shows no login with the old credential for as long as the rarest schedule runs.',
    source: 'https://docs.gitlab.com/ci/secrets/id_token_authentication/',
  },
} satisfies Record<string, LongRecipe>
