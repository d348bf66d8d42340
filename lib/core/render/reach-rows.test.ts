import { describe, expect, it } from 'vitest'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { accessReach } from './access-reach'
import { filterReach, reachCsv, reachEnvironments } from './reach-rows'

const input = accessExample()
const model = accessModel(input)
const rows = input.plan.policies.flatMap(({ paths }) =>
  paths.flatMap(({ path }) => accessReach(model, { kind: 'path', path })),
)
const any = { trigger: null, environment: undefined }

describe('filterReach', () => {
  it('keeps all without a filter, and otherwise the rows with such a job', () => {
    expect(rows.length).toBeGreaterThan(3)
    expect(filterReach(rows, any)).toEqual(rows)
    const requests = filterReach(rows, { ...any, trigger: 'merge-request' })
    expect(requests.length).toBeGreaterThan(0)
    expect(requests.length).toBeLessThan(rows.length)
    expect(requests.every(({ triggers }) => triggers.includes('merge-request'))).toBe(true)
  })

  it('tells jobs without an environment from any environment', () => {
    const none = filterReach(rows, { ...any, environment: null })
    const production = filterReach(rows, { ...any, environment: 'production' })
    expect(none.length).toBeGreaterThan(0)
    expect(none.length).toBeLessThan(rows.length)
    expect(production.every(({ environments }) => environments.some(({ name }) => name === 'production'))).toBe(true)
    expect(reachEnvironments(rows)[0]).toBeNull()
    expect(reachEnvironments(rows)).toContain('production')
  })
})

describe('reachCsv', () => {
  it('has a header and one line for each row, with the line that grants it', () => {
    const lines = reachCsv(rows).split('\r\n')
    expect(lines).toHaveLength(rows.length + 2)
    expect(lines[0]?.split(',').slice(0, 3)).toEqual(['project', 'environments', 'environments_by_naming_the_role'])
    expect(lines.some((line) => line.startsWith('shop/api,') && /\.hcl,\d+$/.test(line))).toBe(true)
  })
})
