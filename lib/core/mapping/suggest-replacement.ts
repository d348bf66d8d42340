// What could take the place of a credential, told from its name, its flags and the lines that use it.
import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import { wordsOf } from './name-words'
import type { Replacement } from './replacements'
import type { Mount } from './rules-file'
import type { SuggestionConfidence } from './suggestion'

export type ReplacementGuess = { with: Replacement; confidence: SuggestionConfidence; why: string[] }

export type ReplacementContext = {
  mounts: readonly Mount[]
  /** Address of GitLab, to know its own registry and API in a line. */
  gitlabHost: string
  /** Is there a password of this name with the same owner? */
  hasSibling: (key: string) => boolean
}

const cloud: { pattern: RegExp; with: Replacement; confidence: SuggestionConfidence; what: string }[] = [
  {
    pattern: /(?:^|_)AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/,
    with: 'aws_oidc',
    confidence: 'high',
    what: 'an AWS key',
  },
  {
    pattern: /(?:^|_)S3_(?:ACCESS|SECRET)_KEY(?:_ID)?$/,
    with: 'aws_oidc',
    confidence: 'low',
    what: 'a key of an S3 bucket, which may be of another vendor',
  },
  {
    pattern:
      /^(?:GOOGLE_(?:APPLICATION_)?CREDENTIALS|GCLOUD_SERVICE_KEY|GCP_(?:SA|SERVICE_ACCOUNT)(?:_\w+)?|GCP_(?:\w+_)?(?:KEY|CREDENTIALS))$/,
    with: 'gcp_oidc',
    confidence: 'high',
    what: 'a key of a Google service account',
  },
  {
    pattern: /(?:^|_)SERVICE_ACCOUNT(?:_KEY|_JSON|_FILE)?$/,
    with: 'gcp_oidc',
    confidence: 'low',
    what: 'a service account, perhaps of Google',
  },
  {
    pattern: /^(?:ARM|AZURE)_(?:CLIENT_SECRET|CREDENTIALS)$|^AZURE_SP_PASSWORD$/,
    with: 'azure_oidc',
    confidence: 'high',
    what: 'a client secret of Azure',
  },
]

const database =
  /(?:^|_)(?:DATABASE|DB|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|MONGO|MONGODB|ORACLE)_(?:\w+_)?(?:PASSWORD|PASS|PASSWD|PWD)$|^PGPASSWORD$|^MYSQL_PWD$/
const databaseUser =
  /^(.*(?:^|_)(?:DATABASE|DB|POSTGRES|POSTGRESQL|MYSQL|MARIADB|MSSQL|MONGO|MONGODB|ORACLE)_(?:\w+_)?)(?:USER|USERNAME)$/
const published =
  /^(?:NPM_TOKEN|NODE_AUTH_TOKEN|PYPI_(?:API_)?TOKEN|TWINE_PASSWORD|NUGET_API_KEY|GEM_HOST_API_KEY|CARGO_REGISTRY_TOKEN|DOCKERHUB_(?:TOKEN|PASSWORD))$/
const ofGitlab =
  /(?:^|_)(?:GITLAB|GL)_(?:\w+_)?(?:TOKEN|PAT)$|^(?:TF_HTTP_PASSWORD|DEPLOY_TOKEN|GITLAB_TOKEN|CI_DEPLOY_PASSWORD)$/
const registry = /(?:^|_)(?:REGISTRY|DOCKER|CONTAINER)_(?:\w+_)?(?:PASSWORD|PASS|TOKEN|AUTH)$/
const staticVault = /^(?:VAULT|BAO)_(?:APPROLE_)?(?:TOKEN|ROLE_ID|SECRET_ID)$/

/** Null where nothing better than a place in Vault is known. A judgement to look at, never a proof. */
export function guessReplacement(analysed: AnalysedVariable, context: ReplacementContext): ReplacementGuess | null {
  const name = wordsOf(analysed.variable.key).join('_')
  if (staticVault.test(name) || analysed.blockers.some((one) => one.code === 'static_vault_credential')) {
    return {
      with: 'id_token',
      confidence: 'high',
      why: ['It is a credential for Vault itself, and every job has an ID token'],
    }
  }
  return (
    cloudKey(name, context.mounts) ??
    databaseAccount(name, context) ??
    tokenOfGitlab(name, analysed, context.gitlabHost)
  )
}

function cloudKey(name: string, mounts: readonly Mount[]): ReplacementGuess | null {
  const found = cloud.find(({ pattern }) => pattern.test(name))
  if (!found) return null
  const mount = found.with === 'aws_oidc' ? mounts.find(({ engine }) => engine === 'aws') : undefined
  const why = [`Its name is that of ${found.what}`]
  if (mount)
    return {
      with: 'aws_engine',
      confidence: found.confidence,
      why: [...why, `Mount ${mount.path} makes AWS keys for each job`],
    }
  return {
    with: found.with,
    confidence: found.confidence,
    why: [...why, 'The cloud takes the job’s ID token in place of a key'],
  }
}

function databaseAccount(name: string, { mounts, hasSibling }: ReplacementContext): ReplacementGuess | null {
  const stem = databaseUser.exec(name)?.[1]
  const half = stem !== undefined && ['PASSWORD', 'PASS', 'PASSWD', 'PWD'].some((end) => hasSibling(`${stem}${end}`))
  if (!database.test(name) && !half) return null
  const mount = mounts.find(({ engine }) => engine === 'database')
  return {
    with: 'database_engine',
    confidence: mount ? 'high' : 'medium',
    why: [
      half
        ? 'Its name is that of a database user whose password lies beside it: a lease holds both'
        : 'Its name is that of a database password',
      mount
        ? `Mount ${mount.path} makes database accounts for each job`
        : 'No mount with the engine database is declared yet',
    ],
  }
}

function tokenOfGitlab(name: string, { consumers }: AnalysedVariable, host: string): ReplacementGuess | null {
  const kind = published.test(name)
    ? 'published'
    : ofGitlab.test(name)
      ? 'gitlab'
      : registry.test(name)
        ? 'registry'
        : null
  if (kind === null) return null
  const lines = consumers.flatMap((one) => one.evidence)
  const own = /\bCI_(?:REGISTRY|API_V4_URL|SERVER_HOST|SERVER_URL|SERVER_FQDN)\b|\/api\/v4\//
  const line = lines.find(({ text }) => own.test(text) || (host !== '' && text.includes(host)))
  if (line) {
    const where = line.file === null ? `line ${line.line} of the merged text` : `${line.file}:${line.line}`
    return {
      with: 'job_token',
      confidence: 'high',
      why: [`${where} uses it at this GitLab, which takes the job’s own token`],
    }
  }
  if (kind === 'published') {
    return {
      with: 'short_lived_token',
      confidence: 'medium',
      why: ['Its name is that of a package registry’s token, which need not be long-lived'],
    }
  }
  const what = kind === 'registry' ? 'a container registry' : 'GitLab'
  return {
    with: 'job_token',
    confidence: kind === 'gitlab' && name !== 'DEPLOY_TOKEN' ? 'medium' : 'low',
    why: [`Its name is that of a token for ${what}; if that is this GitLab, the job’s own token does it`],
  }
}
