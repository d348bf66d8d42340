// What GitLab would send to the Runner for the `secrets:` entries of a merged CI configuration.
import { parse } from 'yaml'

export type RunnerSecret = {
  server: {
    url: string
    namespace: string
    auth: { name: 'jwt'; path: string; data: { jwt: string; role: string } }
  }
  engine: { name: string; path: string }
  path: string
  field: string
}

/** One entry; `with` puts in the ID token. */
export type JobSecret = { job: string; key: string; audience: string; with(jwt: string): RunnerSecret }

/**
 * Takes a merged configuration; gives each entry with `vault` of each job. The first entry's token counts for the whole job.
 * Sources: GitLab EE `build_runner_presenter.rb` (vault_server), `lib/ee/gitlab/ci/config/entry/vault/secret.rb` (the short
 * form); Runner `common/spec` (expandVariables: `$$` is one dollar).
 */
export function jobSecrets(mergedYaml: string): JobSecret[] {
  const config = mapOf(parse(mergedYaml, { version: '1.1', merge: true }))
  return Object.entries(config).flatMap(([job, given]) => {
    const entries = Object.entries(mapOf(mapOf(given).secrets))
    if (job.startsWith('.') || entries.length === 0) return []
    const variables = { ...mapOf(config.variables), ...mapOf(mapOf(given).variables) }
    const variable = (name: string) => expanded(textOf(variables[name]))
    const tokenName = textOf(mapOf(entries[0]?.[1]).token).replace(/^\$/, '')
    const audience = textOf(mapOf(mapOf(mapOf(given).id_tokens)[tokenName]).aud)
    return entries.flatMap(([key, entry]): JobSecret[] => {
      const { vault } = mapOf(entry)
      if (vault === undefined) return []
      const place = typeof vault === 'string' ? shortForm(vault) : longForm(mapOf(vault))
      const server = (jwt: string): RunnerSecret['server'] => ({
        url: variable('VAULT_SERVER_URL'),
        namespace: variable('VAULT_NAMESPACE'),
        auth: {
          name: 'jwt',
          path: variable('VAULT_AUTH_PATH') || 'jwt',
          data: { jwt, role: variable('VAULT_AUTH_ROLE') },
        },
      })
      return [{ job, key, audience, with: (jwt) => ({ server: server(jwt), ...place }) }]
    })
  })
}

type Place = Pick<RunnerSecret, 'engine' | 'path' | 'field'>

/** Splits at the last `@`, then at the last `/`. */
function shortForm(text: string): Place {
  const at = text.lastIndexOf('@')
  const [secret, mount] = at < 1 ? [text, 'kv-v2'] : [text.slice(0, at), text.slice(at + 1)]
  const slash = secret.lastIndexOf('/')
  const path = slash < 0 ? '' : secret.slice(0, slash)
  return {
    engine: { name: 'kv-v2', path: expanded(mount) },
    path: expanded(path),
    field: expanded(secret.slice(slash + 1)),
  }
}

function longForm(vault: Record<string, unknown>): Place {
  const engine = mapOf(vault.engine)
  return {
    engine: { name: expanded(textOf(engine.name)), path: expanded(textOf(engine.path)) },
    path: expanded(textOf(vault.path)),
    field: expanded(textOf(vault.field)),
  }
}

/** Refuses a name to expand: our files have none, and what it would become is not known here. */
function expanded(text: string): string {
  return text.replace(/\$(\$|\{?\w*)/g, (whole, next: string) => {
    if (next !== '$') throw new Error(`${whole} is expanded by the Runner`)
    return '$'
  })
}

function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
