// A planned estate for the tests of the access questions: one project with production, staging, reviews and tests.
import {
  type ExampleJob,
  type ExampleVariable,
  exampleEstate,
  exampleProject,
  exampleRules,
} from '@/lib/core/mapping/example-estate'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { AccessInput } from './access-model'
import { makePlan } from './make-plan'

const api = exampleProject(12, 'shop/api', {
  protectedEnvironments: ['production'],
  environments: [{ name: 'production', tier: 'production', available: true }],
})
const web = exampleProject(13, 'shop/web')

const jobs: Record<string, ExampleJob[]> = {
  'shop/api': [
    { name: 'deploy', environment: 'production' },
    { name: 'stage', environment: 'staging' },
    { name: 'preview', environment: 'review/*', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
    { name: 'test', runsOnMergeRequest: 'yes', runsOnUnprotectedRef: 'yes' },
  ],
  'shop/web': [{ name: 'stage', environment: 'staging' }],
}

const variables: ExampleVariable[] = [
  { key: 'DB_PASSWORD', environmentScope: 'production', protected: true, readers: ['shop/api:deploy'] },
  { key: 'STAGE_TOKEN', environmentScope: 'staging', protected: true, readers: ['shop/api:stage'] },
  { key: 'REVIEW_TOKEN', environmentScope: 'review/*', readers: ['shop/api:preview'] },
  { key: 'NPM_TOKEN', readers: ['shop/api:test'] },
]

/** `more` variables besides; `rules` besides one rule that maps everything. */
export function accessExample(more: ExampleVariable[] = [], rules: Partial<RulesFile> = {}): AccessInput {
  const example = exampleEstate([api, web], jobs, [...variables, ...more])
  const file = exampleRules({ rules: [{ match: {}, target: {} }], ...rules })
  return { estate: example.estate, rules: file, plan: makePlan({ ...example, rules: file, today: '2026-11-25' }) }
}
