// Well-known commands that read variables from the environment by themselves, without the script naming them.

/** `command` is looked for as a word in a script line; `keys` are the names that it reads, as its own documentation lists. */
type Reader = { command: RegExp; keys: RegExp }

const aws =
  /^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|DEFAULT_REGION|REGION|PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE)$/

function word(...names: string[]): RegExp {
  return new RegExp(`(?<![\\w./-])(?:${names.join('|')})(?![\\w-]|\\.\\w)`)
}

const readers: readonly Reader[] = [
  {
    command: word('terraform', 'tofu', 'terragrunt'),
    keys: /^TF_(?:VAR_\w+|CLI_\w+|LOG\w*|TOKEN_\w+|HTTP_\w+|WORKSPACE|DATA_DIR|INPUT|IN_AUTOMATION|PLUGIN_CACHE_DIR)$|^(?:ARM|GOOGLE|TG|TERRAGRUNT)_|^(?:CLOUDFLARE|HCLOUD|DIGITALOCEAN|GITLAB|GITHUB|DATADOG|DD|PM|VSPHERE|OS)_\w+$/,
  },
  {
    command: word(
      'terraform',
      'tofu',
      'terragrunt',
      'aws',
      'sam',
      'cdk',
      'packer',
      'eksctl',
      'serverless',
      'pulumi',
      's5cmd',
    ),
    keys: aws,
  },
  { command: word('kubectl', 'helm', 'helmfile', 'kustomize', 'flux', 'argocd', 'k9s', 'oc'), keys: /^KUBECONFIG$/ },
  { command: word('argocd'), keys: /^ARGOCD_/ },
  { command: word('gcloud', 'gsutil', 'bq'), keys: /^(?:CLOUDSDK_\w+|GOOGLE_APPLICATION_CREDENTIALS)$/ },
  { command: word('az'), keys: /^AZURE_/ },
  {
    command: word('psql', 'pg_dump', 'pg_restore', 'pg_isready'),
    keys: /^PG(?:HOST|PORT|USER|PASSWORD|DATABASE|SSLMODE|SERVICE|PASSFILE)$/,
  },
  { command: word('mysql', 'mysqldump'), keys: /^MYSQL_PWD$/ },
  { command: word('redis-cli'), keys: /^REDISCLI_AUTH$/ },
  {
    command: word('vault', 'bao'),
    keys: /^(?:VAULT|BAO)_(?:ADDR|TOKEN|NAMESPACE|CACERT|CAPATH|CACERT_BYTES|CLIENT_CERT|CLIENT_KEY|SKIP_VERIFY|TLS_SERVER_NAME|FORMAT|MAX_RETRIES|CLIENT_TIMEOUT)$/,
  },
  { command: word('ansible', 'ansible-playbook', 'ansible-vault'), keys: /^ANSIBLE_/ },
  {
    command: word('npm', 'yarn', 'pnpm', 'npx'),
    keys: /^(?:NPM_TOKEN|NODE_AUTH_TOKEN|NPM_CONFIG_\w+|YARN_NPM_AUTH_TOKEN)$/i,
  },
  { command: word('semantic-release'), keys: /^(?:GL_TOKEN|GITLAB_TOKEN|GH_TOKEN|GITHUB_TOKEN|NPM_TOKEN)$/ },
  { command: word('glab'), keys: /^(?:GITLAB_TOKEN|GLAB_TOKEN)$/ },
  { command: word('gh', 'goreleaser'), keys: /^(?:GH_TOKEN|GITHUB_TOKEN|GITLAB_TOKEN)$/ },
  { command: word('twine'), keys: /^TWINE_/ },
  { command: word('poetry'), keys: /^POETRY_/ },
  { command: word('pip', 'pip3'), keys: /^PIP_/ },
  { command: word('cargo'), keys: /^CARGO_/ },
  { command: word('gem'), keys: /^GEM_HOST_API_KEY$/ },
  { command: word('bundle'), keys: /^BUNDLE_/ },
  { command: word('composer'), keys: /^COMPOSER_AUTH$/ },
  {
    command: /(?:^|[\s;&|(])(?:\.\/)?(?:gradlew?|mvnw?)(?![\w-])/,
    keys: /^(?:GRADLE_OPTS|JAVA_OPTS|JAVA_TOOL_OPTIONS|MAVEN_OPTS|MAVEN_CLI_OPTS|ORG_GRADLE_PROJECT_\w+)$/,
  },
  { command: word('fastlane'), keys: /^(?:FASTLANE|MATCH|APP_STORE_CONNECT|SUPPLY|PILOT|DELIVER)_/ },
  { command: word('cosign'), keys: /^COSIGN_/ },
  { command: word('sentry-cli'), keys: /^SENTRY_/ },
  { command: word('sonar-scanner', 'sonar'), keys: /^SONAR_/ },
  { command: word('snyk'), keys: /^SNYK_/ },
  { command: word('trivy'), keys: /^TRIVY_/ },
  { command: word('renovate'), keys: /^(?:RENOVATE_\w+|GITHUB_COM_TOKEN)$/ },
  { command: word('restic'), keys: /^RESTIC_/ },
  { command: word('rclone'), keys: /^RCLONE_/ },
  { command: word('doctl'), keys: /^DIGITALOCEAN_/ },
  { command: word('hcloud'), keys: /^HCLOUD_/ },
  { command: word('flyctl', 'fly'), keys: /^FLY_/ },
  { command: word('wrangler'), keys: /^CLOUDFLARE_/ },
  { command: word('dbt'), keys: /^DBT_/ },
]

/**
 * Takes a script text and keys, and gives those that some command in it is known to read by itself, such as
 * `TF_VAR_region` for `terraform`. Such a use is `likely`: the command is there, the name is its own. A list of
 * well-known commands, never complete; what it does not know stays unseen.
 */
export function implicitlyRead(text: string, keys: ReadonlySet<string>): Set<string> {
  const concerned = readersOf(keys)
  if (concerned.length === 0) return new Set()
  const commands = withoutComments(text)
  return new Set(concerned.flatMap((one) => (one.command.test(commands) ? one.keys : [])))
}

const known = new WeakMap<ReadonlySet<string>, { command: RegExp; keys: string[] }[]>()

/** The few commands that read any of these keys at all. Kept per set, since all jobs of a project ask for the same one. */
function readersOf(keys: ReadonlySet<string>): { command: RegExp; keys: string[] }[] {
  const before = known.get(keys)
  if (before) return before
  const all = readers.map((reader) => ({
    command: reader.command,
    keys: [...keys].filter((key) => reader.keys.test(key)),
  }))
  const concerned = all.filter((one) => one.keys.length > 0)
  known.set(keys, concerned)
  return concerned
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
}

const runnerSetting =
  /^(?:CI_DEBUG_(?:TRACE|SERVICES)|FF_[A-Z0-9_]+|GIT_(?:STRATEGY|DEPTH|CLEAN_FLAGS|FETCH_EXTRA_FLAGS|CHECKOUT|CLONE_PATH|CLONE_EXTRA_FLAGS|SUBMODULE_\w+)|KUBERNETES_\w+|SECRETS_RETRIEVAL_ATTEMPTS|GET_SOURCES_ATTEMPTS|RESTORE_CACHE_ATTEMPTS|EXECUTOR_JOB_SECTION_ATTEMPTS|ARTIFACT_DOWNLOAD_ATTEMPTS|(?:ARTIFACT|CACHE)_COMPRESSION_LEVEL|CACHE_REQUEST_TIMEOUT|TRANSFER_METER_FREQUENCY|(?:RUNNER_)?(?:SCRIPT|AFTER_SCRIPT)_TIMEOUT|AUTO_DEVOPS_\w+|SAST_DISABLED|SECRET_DETECTION_DISABLED|KUBE_INGRESS_BASE_DOMAIN)$/

/**
 * Is this a name that GitLab or the runner itself reads as a setting, before or while secrets are resolved?
 * Source: docs.gitlab.com/ci/runners/configure_runners; gitlab-runner `common/build_settings.go`.
 */
export function isRunnerSetting(key: string): boolean {
  return runnerSetting.test(key)
}
