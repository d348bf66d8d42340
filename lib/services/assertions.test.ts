// Assertions as they are kept: with who and when, once each, checked against the plan of the moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDemoGitlab } from '@/e2e/demo-gitlab/start-demo-gitlab'
import { rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { closeDatabase } from '@/lib/db/database'
import { saveFact } from '@/lib/db/fact-repository'
import { startTestDatabase, type TestDatabase } from '@/lib/launch/test-database'
import { loadAssertionFindings, loadAssertions } from './load-assertions'
import { requestScan } from './request-scan'
import { runScan } from './run-scan'
import { dropAssertion, findAssertions, saveAssertion } from './save-assertion'
import { saveRules } from './save-rules'

let stored: TestDatabase
beforeAll(async () => {
  stored = await startTestDatabase()
  process.env.CUTOVER_DATABASE_URL = stored.workerUrl
})
afterAll(async () => {
  await closeDatabase()
  await stored.stop()
})

const pushes = { triggers: ['protected-push' as const], path: '*', projects: 'payments' }
const requests = {
  triggers: ['merge-request' as const, 'fork-merge-request' as const],
  path: '*/production*',
  projects: '*',
}

describe('assertions', () => {
  it('are kept with who and when, and the same one once', async () => {
    await saveAssertion(requests, 'ada')
    await saveAssertion({ ...requests, triggers: [...requests.triggers].reverse() }, 'ben')
    await Promise.all([saveAssertion(pushes, 'ben'), saveAssertion({ ...pushes, projects: 'shop' }, 'eve')])
    const kept = await findAssertions()
    expect(kept).toHaveLength(3)
    expect(kept[0]).toMatchObject({ ...requests, by: 'ada' })
    expect(Date.parse(kept[0]?.at ?? '')).toBeGreaterThan(0)
    await dropAssertion(kept.find(({ by }) => by === 'eve')?.id ?? '')
    await dropAssertion('gone already')
    expect(await findAssertions()).toHaveLength(2)
  })

  it('are unknown before the first scan, neither broken nor holding', async () => {
    expect((await loadAssertions()).checked).toBeNull()
    expect(await loadAssertionFindings()).toEqual([])
  })

  it('hold until a mapping lets somebody in, and then name project, path, role and line', async () => {
    const demo = await startDemoGitlab()
    process.env.GITLAB_URL = demo.url
    process.env.GITLAB_TOKEN = demo.tokens.admin
    process.env.GITLAB_INCLUDE = 'payments'
    await runScan(await requestScan('test'))
    await demo.close()
    expect((await loadAssertions()).checked?.map(({ rows }) => rows.length)).toEqual([0, 0])
    const rules = rulesFileSchema.parse({
      version: 1,
      vaults: [{ name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }],
      mounts: [{ vault: 'main', path: 'secret', engine: 'kv-v2' }],
      tiers: [{ group: 'payments', tier: 'premium' }],
      rules: [{ match: { group: 'payments' }, target: {} }],
    })
    await saveRules(rules, 0, 'ada')
    const { checked } = await loadAssertions()
    const counts = checked?.map(({ rows }) => rows.length) ?? []
    expect(counts[0]).toBe(0)
    expect(counts[1]).toBeGreaterThan(0)
    const findings = await loadAssertionFindings()
    expect(findings).toHaveLength(counts[1] ?? 0)
    expect(findings[0]).toMatchObject({
      code: 'assertion_broken',
      kind: 'assertion',
      name: 'No push to a protected branch reads * in payments',
      want: 'no access',
    })
    expect(findings[0]?.field).toMatch(/^secret\/data\//)
    expect(findings[0]?.got).toMatch(/^payments\/.* by protected-push, role cutover-.*\.hcl:\d+$/)
  })

  it('that cannot be read are left out', async () => {
    await saveFact('access_assertions', { list: [{ id: 'x', triggers: ['nightly'] }, 7] })
    expect(await findAssertions()).toEqual([])
  })
})
