// Tests of the manifest.
import { expect, test } from 'vitest'
import { manifestText } from './manifest'

const file = { path: 'policies/b.hcl', kind: 'policy' as const, project: null, environment: null, sha256: 'bb' }
const open = { level: 'group', owner: 'shop', key: 'B', environment_scope: '*', reason: 'open' }

test('files and omissions are sorted, so that two exports are the same bytes', () => {
  const files = [file, { ...file, path: 'policies/a.hcl' }]
  const omissions = [open, { ...open, key: 'A' }]
  expect(manifestText(files, omissions)).toBe(manifestText(files.toReversed(), omissions.toReversed()))
  const read: unknown = JSON.parse(manifestText(files, omissions))
  expect(read).toEqual({ files: [{ ...file, path: 'policies/a.hcl' }, file], left_out: [{ ...open, key: 'A' }, open] })
})
