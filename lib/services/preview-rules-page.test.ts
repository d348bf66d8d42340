// A page of a long preview: each change on exactly one page, and no plan made for turning it.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { analyseEstate } from '@/lib/core/inventory/analyse-estate'
import { ci, estate, project, variable } from '@/lib/core/inventory/example-estate'
import { type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { makePlan } from '@/lib/core/render/make-plan'
import { findPlan, type Planned } from './load-plan'
import { changesAPage, previewRulesPage } from './preview-rules-page'

vi.mock('./load-plan', () => ({ findPlan: vi.fn() }))

const many = 250
const scanned = estate(
  [project('acme/shop/api', ci('deploy:\n  script: ["deploy"]\n  environment: production\n'))],
  Array.from({ length: many }, (_, index) => variable(`KEY_${index}`)),
)
const analysis = analyseEstate(scanned)

const planned = (rules: RulesFile): Planned => {
  const plan = makePlan({ estate: scanned, analysis, rules, today: '2026-01-02' })
  return { estate: scanned, analysis, rules, version: 1, plan }
}

const saved = rulesFileSchema.parse({ version: 1 })
const excludeAll = (reason: string) =>
  rulesFileSchema.parse({
    version: 1,
    excluded: scanned.variables.map(({ level, owner, key, environmentScope }) => {
      return { level, owner, key, scope: environmentScope, reason, until: null }
    }),
  })

/** How often rules that are only tried were planned. */
const tries = () => vi.mocked(findPlan).mock.calls.filter(([tried]) => tried !== undefined).length

let before = planned(saved)
beforeEach(() => {
  before = planned(saved)
  vi.mocked(findPlan).mockReset()
  vi.mocked(findPlan).mockImplementation(async (tried) => (tried ? planned(tried) : before))
})

describe('a page of a preview', () => {
  it('holds its part of the changes, and all pages together hold each once', async () => {
    const rules = excludeAll('plain')
    const pages = await Promise.all([1, 2, 3].map((page) => previewRulesPage(rules, page)))
    expect(pages.map(({ page, pages: of, changed }) => [page, of, changed])).toEqual([
      [1, 3, many],
      [2, 3, many],
      [3, 3, many],
    ])
    expect(pages.map(({ preview }) => preview.changes.length)).toEqual([changesAPage, changesAPage, 50])
    const ids = pages.flatMap(({ preview }) => preview.changes.map(({ id }) => id))
    expect(new Set(ids).size).toBe(many)
    expect(pages.map(({ preview }) => preview.counts.excluded)).toEqual([many, many, many])
  })

  it('behind the last is the last, and without changes the first', async () => {
    const last = await previewRulesPage(excludeAll('plain'), 99)
    expect([last.page, last.preview.changes.length]).toEqual([3, 50])
    expect(await previewRulesPage(saved, 7)).toMatchObject({ page: 1, pages: 1, changed: 0, preview: { changes: [] } })
  })

  it('is turned without planning again, until rules, scan or day are others', async () => {
    const rules = excludeAll('another reason')
    for (const page of [1, 2, 3]) await previewRulesPage(structuredClone(rules), page)
    expect(tries()).toBe(1)
    await previewRulesPage(excludeAll('a third'), 1)
    expect(tries()).toBe(2)
    before = planned(excludeAll('a third'))
    expect((await previewRulesPage(excludeAll('a third'), 1)).changed).toBe(0)
    expect(tries()).toBe(3)
  })
})
