import { describe, expect, it } from 'vitest'
import { exampleEstate, exampleProject, exampleRules } from '@/lib/core/mapping/example-estate'
import { bindingTable } from './binding-table'
import { makePlan } from './make-plan'

const api = exampleProject(12, 'shop/api')

function table(star?: { answer: 'shared' | 'per_environment'; name?: string; until?: string }) {
  const jobs = {
    'shop/api': [
      { name: 'deploy', environment: 'production' },
      { name: 'test', runsOnMergeRequest: 'yes' as const, runsOnUnprotectedRef: 'yes' as const },
    ],
  }
  const example = exampleEstate([api], jobs, [
    { key: 'TOKEN', readers: ['shop/api:deploy', 'shop/api:test'] },
    { key: 'DB', environmentScope: 'production', readers: ['shop/api:deploy'] },
  ])
  const rules = exampleRules({ rules: [{ match: {}, target: { path: '{project_path}/{environment}/{key}' }, star }] })
  return bindingTable({ plan: makePlan({ ...example, rules, today: '2026-11-25' }), estate: example.estate })
}

describe('bindingTable', () => {
  it('shows for each variable and role where it lies, who may log in and what to look at', () => {
    const rows = table({ answer: 'per_environment' })
    expect(rows.map((row) => [row.environment, row.key, row.path, row.role, row.jobs])).toEqual([
      ['production', 'DB', 'shop/api/production/DB', 'cutover-12-production-protected', ['deploy']],
      ['production', 'TOKEN', 'shop/api/production/TOKEN', 'cutover-12-production-protected', ['deploy']],
      [null, 'TOKEN', 'shop/api/any/TOKEN', 'cutover-12-any-open', ['test']],
    ])
    expect(rows.map((row) => row.policies)).toEqual(rows.map((row) => [row.role]))
    expect(rows.map((row) => row.flags.map((flag) => flag.code))).toEqual([
      ['unprotected_environment'],
      ['unprotected_environment'],
      ['no_environment_claim'],
    ])
  })

  it('lets no merge request and no unprotected ref into production, and everything but forks into an open role', () => {
    const [production, , open] = table({ answer: 'per_environment' })
    expect(production?.qualifies).toEqual(['protected-push', 'protected-tag', 'schedule', 'web', 'api'])
    expect(open?.qualifies).toEqual([
      'push',
      'protected-push',
      'tag',
      'protected-tag',
      'merge-request',
      'schedule',
      'web',
      'api',
      'child-pipeline',
    ])
  })

  it('flags only the rows whose path production and merge requests share', () => {
    const rows = table({ answer: 'shared', name: 'Ada', until: '2027-01-01' })
    const flagged = rows.filter((row) => row.flags.some((flag) => flag.code === 'path_shared_with_merge_requests'))
    expect(flagged.map((row) => [row.key, row.environment])).toEqual([
      ['TOKEN', 'production'],
      ['TOKEN', null],
    ])
  })
})
