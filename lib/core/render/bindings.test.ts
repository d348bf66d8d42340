// Tests of the binding table in its three forms.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { qualifyingRefs } from './binding-record'
import type { BindingRow } from './binding-table'
import { bindingsCsv } from './bindings-csv'
import { bindingsJson } from './bindings-json'
import { bindingsMarkdown } from './bindings-markdown'

const row: BindingRow = {
  environment: 'production',
  production: true,
  project: 'shop/api',
  key: 'DB_PASSWORD',
  variableId: '["project","shop/api","DB_PASSWORD","production"]',
  vault: 'main',
  mount: 'secret',
  path: 'shop/api/production',
  field: 'DB_PASSWORD',
  role: 'p22-production',
  policies: ['p22-production'],
  boundClaims: { ref_protected: 'true', project_id: '22', pipeline_source: ['push', 'web'] },
  boundClaimsType: 'string',
  qualifies: ['protected-push'],
  jobs: ['deploy'],
  flags: [{ code: 'unprotected_environment', detail: 'production is not protected' }],
}

/** RFC 4180, read without our writer. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  for (const line of text.matchAll(/((?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|(?=\r\n)))+)\r\n/g)) {
    const fields = [...(line[1] ?? '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
    rows.push(fields.map((field) => field[1]?.replaceAll('""', '"') ?? field[2] ?? ''))
  }
  return rows
}

test('JSON holds the claims, refs and triggers of each row', () => {
  expect(JSON.parse(bindingsJson([row]))).toEqual([
    expect.objectContaining({
      environment_scope: 'production',
      bound_claims: { pipeline_source: ['push', 'web'], project_id: '22', ref_protected: 'true' },
      refs: 'protected branches and tags',
      triggers: ['protected-push'],
    }),
  ])
})

test('Markdown has one table for each environment, with flags', () => {
  const text = bindingsMarkdown([row, { ...row, environment: null, production: false }])
  expect(text.match(/^## .*/gm)).toEqual(['## production (production)', '## No environment'])
  expect(text).toContain('pipeline_source `push` or `web`<br>project_id `22`<br>ref_protected `true`')
  expect(text).toContain('**unprotected environment**: production is not protected')
})

test.each([
  [{}, 'any branches and tags'],
  [{ ref_protected: 'true', ref_type: 'branch', ref: 'main' }, 'protected branches: main'],
])('claims %j let in: %s', (claims, refs) => {
  expect(qualifyingRefs(claims)).toBe(refs)
})

/** A line without its escapes and code spans (GFM §2.4, §6.3): what is left may be markup. */
function visible(line: string): string {
  return line.replace(/\\.|(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, '')
}

const hostile = fc
  .array(fc.constantFrom('|', ',', '"', '\n', '\r\n', '=', '`', '\\', '<b>', '@all', 'a', '\u2028', '[x](y)', '~'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))

test('whatever names stand in it, CSV has one record and Markdown one line for each row', () => {
  const lines = bindingsMarkdown([row]).split('\n').length
  fc.assert(
    fc.property(hostile, (name) => {
      const bad: BindingRow = {
        ...row,
        environment: name,
        project: name,
        key: name,
        path: name,
        field: name,
        jobs: [name],
      }
      const records = readCsv(bindingsCsv([bad]))
      expect(records.map((fields) => fields.length)).toEqual([19, 19])
      expect(records[1]?.[3]?.replace(/^'/, '')).toBe(name)
      expect(JSON.parse(records[1]?.[17] ?? '')).toEqual([name])
      const text = bindingsMarkdown([bad])
      expect(text.split('\n')).toHaveLength(lines)
      const line = text.split('\n').find((one) => one.includes('p22-production')) ?? ''
      expect(visible(line).split('|')).toHaveLength(11)
      expect(visible(line)).not.toContain('<b>')
    }),
    { numRuns: 2000 },
  )
})
