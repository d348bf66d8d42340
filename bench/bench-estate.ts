// An estate of any size for the benchmarks: projects with production, staging, reviews and jobs without an environment.
import { type ExampleJob, type ExampleVariable, exampleEstate, exampleProject } from '@/lib/core/mapping/example-estate'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import type { AccessInput } from '@/lib/core/render/access-model'
import { makePlan } from '@/lib/core/render/make-plan'

const jobs: ExampleJob[] = [
  { name: 'deploy', environment: 'production' },
  { name: 'stage', environment: 'staging' },
  { name: 'preview', environment: 'review/*', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
  { name: 'test', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
]

const scopes: [string, string, boolean][] = [
  ['production', 'deploy', true],
  ['staging', 'stage', true],
  ['review/*', 'preview', false],
  ['*', 'test', false],
]

/** Three variables for each environment of each project; four roles a project. */
export function benchEstate(projects: number): AccessInput {
  const paths = Array.from({ length: projects }, (_, at) => `team-${at % 25}/service-${at}`)
  const all = paths.map((path, at) =>
    exampleProject(1000 + at, path, {
      protectedEnvironments: ['production'],
      environments: [{ name: 'production', tier: 'production', available: true }],
    }),
  )
  const variables = paths.flatMap((owner) =>
    scopes.flatMap(([environmentScope, job, isProtected]) =>
      ['DB_PASSWORD', 'API_TOKEN', 'SIGNING_KEY'].map(
        (key): ExampleVariable => ({
          key: environmentScope === '*' ? `CI_${key}` : key,
          owner,
          environmentScope,
          protected: isProtected,
          readers: [`${owner}:${job}`],
        }),
      ),
    ),
  )
  const example = exampleEstate(all, Object.fromEntries(paths.map((path) => [path, jobs])), variables)
  const rules = rulesFileSchema.parse({
    version: 1,
    vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
    mounts: [{ vault: 'main', path: 'kv', engine: 'kv-v2' }],
    tiers: Array.from({ length: 25 }, (_, at) => ({ group: `team-${at}`, tier: 'premium' })),
    rules: [{ match: {}, target: {} }],
  })
  return { estate: example.estate, rules, plan: makePlan({ ...example, rules, today: '2026-11-25' }) }
}
