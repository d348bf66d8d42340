// A planned estate of any size for the tests of the access questions: every project has three environments and jobs without one.
import {
  type ExampleJob,
  type ExampleVariable,
  exampleEstate,
  exampleProject,
  exampleRules,
} from '@/lib/core/mapping/example-estate'
import type { AccessInput } from './access-model'
import { makePlan } from './make-plan'

/** The variable of the top-level group that a job of each project reads. */
export const largeSharedKey = 'REGISTRY_TOKEN'

/**
 * Takes how many projects; gives as many, ten to a subgroup, each with production, staging, reviews and jobs without an
 * environment, a variable of its own for each, and one of the group that all staging jobs share.
 */
export function accessLargeExample(count: number): AccessInput {
  const paths = Array.from({ length: count }, (_, at) => `shop/team-${Math.floor(at / 10)}/app-${at}`)
  const projects = paths.map((path, at) =>
    exampleProject(at + 1, path, {
      protectedEnvironments: ['production'],
      environments: [{ name: 'production', tier: 'production', available: true }],
    }),
  )
  const jobs: ExampleJob[] = [
    { name: 'deploy', environment: 'production' },
    { name: 'stage', environment: 'staging' },
    { name: 'preview', environment: 'review/*', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
    { name: 'test', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
  ]
  const variables = paths.flatMap((owner): ExampleVariable[] => [
    { key: 'DB_PASSWORD', owner, environmentScope: 'production', protected: true, readers: [`${owner}:deploy`] },
    { key: 'STAGE_TOKEN', owner, environmentScope: 'staging', protected: true, readers: [`${owner}:stage`] },
    { key: 'REVIEW_TOKEN', owner, environmentScope: 'review/*', readers: [`${owner}:preview`] },
    { key: 'NPM_TOKEN', owner, readers: [`${owner}:test`] },
  ])
  const shared: ExampleVariable = {
    key: largeSharedKey,
    level: 'group',
    owner: 'shop',
    environmentScope: 'staging',
    protected: true,
    readers: paths.map((path) => `${path}:stage`),
  }
  const example = exampleEstate(projects, Object.fromEntries(paths.map((path) => [path, jobs])), [...variables, shared])
  const rules = exampleRules({ rules: [{ match: {}, target: {} }] })
  return { estate: example.estate, rules, plan: makePlan({ ...example, rules, today: '2026-11-25' }) }
}
