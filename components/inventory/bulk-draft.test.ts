// A hand-made decision is only there when its form is whole, and says what is missing.
import { expect, it } from 'vitest'
import { bulkEditSchema } from '@/lib/core/mapping/apply-bulk-edit'
import { draftEdit, emptyDraft } from './bulk-draft'

it('asks for a reason before it excludes', () => {
  expect(draftEdit('exclude', { ...emptyDraft, reason: '  ' })).toMatchObject({
    edit: null,
    errors: { reason: expect.stringContaining('why') },
  })
  expect(draftEdit('exclude', { ...emptyDraft, reason: ' plain ' }).edit).toEqual({
    kind: 'exclude',
    reason: 'plain',
    until: null,
  })
})

it('asks for a name and a date only where the value stays shared', () => {
  const shared = draftEdit('star', { ...emptyDraft, answer: 'shared' })
  expect(shared.edit).toBeNull()
  expect(Object.keys(shared.errors).sort()).toEqual(['name', 'until'])
  expect(draftEdit('star', { ...emptyDraft, answer: 'production_only' }).edit).not.toBeNull()
})

it('sends only the parts of a target that are filled in', () => {
  const { edit } = draftEdit('target', { ...emptyDraft, path: 'a/{key}', file: 'no' })
  expect(edit).toEqual({ kind: 'target', target: { path: 'a/{key}', file: false } })
  expect(bulkEditSchema.safeParse(edit).success).toBe(true)
})
