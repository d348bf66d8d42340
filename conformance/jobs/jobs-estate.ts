// A project on the Free tier whose jobs read by a script: from both forms of KV, a database, transit and AWS.
import type { Analysis } from '@/lib/core/inventory/analysed-variable'
import type { Estate } from '@/lib/core/inventory/estate'
import { type ExampleVariable, exampleEstate, exampleProject } from '@/lib/core/mapping/example-estate'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'

export const projectPath = 'shop/api'

const ci = `
.by-hand: {script: [echo]}
deploy: {environment: production, before_script: ['echo "$AWKWARD" >/dev/null'], script: [./deploy]}
migrate: {environment: production, script: [./migrate]}
sign: {environment: production, script: [./sign]}
cloud: {environment: production, script: [./cloud]}
`

/** The values that KV holds; what stands in them is put into the shell byte for byte. */
export const values: Readonly<Record<string, string>> = {
  AWKWARD: `two\nlines\r\n $HOME $(id) \`id\` "q" 'q' \\ \\n \\0101 %s %% é 漢字 😀 <&> \t \u2028 \u0001\u007f\n\n`,
  LONG: 'x$é"\\\'\n'.repeat(1250),
  EMPTY: '',
  LEGACY: ' of KV v1 \\',
  CERTIFICATE: `-----BEGIN CERTIFICATE-----\n${'QUJD\n'.repeat(20)}-----END CERTIFICATE-----\n`,
}

const readers: Record<string, string[]> = {
  deploy: ['AWKWARD', 'LONG', 'EMPTY', 'LEGACY', 'CERTIFICATE'],
  migrate: ['DB_USER', 'DB_PASSWORD'],
  sign: ['SIGNING_KEY', 'SEALED_KEY'],
  cloud: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
}

export function jobsEstate(gitlabUrl: string): { estate: Estate; analysis: Analysis } {
  const project = exampleProject(12, projectPath, {
    protectedEnvironments: ['production'],
    environments: [{ name: 'production', tier: 'production', available: true }],
    ci: {
      state: 'valid',
      ref: 'main',
      mergedYaml: ci,
      root: { path: '.gitlab-ci.yml', text: ci },
      included: [],
      includes: [],
    },
  })
  const variables = Object.entries(readers).flatMap(([job, keys]) => {
    return keys.map(
      (key): ExampleVariable => ({
        key,
        environmentScope: 'production',
        protected: true,
        variableType: key === 'CERTIFICATE' ? 'file' : 'env_var',
        readers: [`${projectPath}:${job}`],
      }),
    )
  })
  const jobs = Object.keys(readers).map((name) => ({ name, environment: 'production' }))
  const { estate, analysis } = exampleEstate([project], { [projectPath]: jobs }, variables)
  return { estate: { ...estate, gitlab: { ...estate.gitlab, url: gitlabUrl } }, analysis }
}

type Place = { address: string; namespace: string | null }

export function jobsRules({ address, namespace }: Place, tier: 'free' | 'premium' = 'free'): RulesFile {
  const to = (key: string, mount: string, path: string, field: string) => ({
    match: { key },
    target: { mount, path, field },
  })
  return rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address, audience: address, auth_path: 'gitlab/jwt', namespace }],
    mounts: [
      { vault: 'main', path: 'ci', engine: 'kv-v2' },
      { vault: 'main', path: 'old', engine: 'kv-v1' },
      { vault: 'main', path: 'database', engine: 'database', connection: 'shop', grants: ['shop_app'] },
      { vault: 'main', path: 'transit', engine: 'transit' },
      { vault: 'main', path: 'aws', engine: 'aws', grants: ['arn:aws:iam::123456789012:policy/deploy'] },
    ],
    tiers: [{ group: 'shop', tier }],
    rules: [
      to('LEGACY', 'old', 'shop/api/é & co', 'a field'),
      to('DB_USER', 'database', 'creds/shop-api', 'username'),
      to('DB_PASSWORD', 'database', 'creds/shop-api', 'password'),
      to('SIGNING_KEY', 'transit', 'sign/shop-api', 'signature'),
      to('SEALED_KEY', 'transit', 'decrypt/shop-sealed', 'plaintext'),
      to('AWS_ACCESS_KEY_ID', 'aws', 'creds/deploy', 'access_key'),
      to('AWS_SECRET_ACCESS_KEY', 'aws', 'creds/deploy', 'secret_key'),
      { match: {}, target: { mount: 'ci' } },
    ],
  })
}
