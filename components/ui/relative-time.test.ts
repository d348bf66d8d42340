// Times are said as people say them.
import { expect, it } from 'vitest'
import { relativeText } from './relative-time'

const now = Date.parse('2026-11-25T12:00:00Z')
const text = (at: string) => relativeText(Date.parse(at), now)

it('says just now, minutes, hours, days, months and years', () => {
  expect(text('2026-11-25T11:59:30Z')).toBe('just now')
  expect(text('2026-11-25T11:56:00Z')).toBe('4 minutes ago')
  expect(text('2026-11-25T09:00:00Z')).toBe('3 hours ago')
  expect(text('2026-11-24T12:00:00Z')).toBe('yesterday')
  expect(text('2026-08-25T12:00:00Z')).toBe('3 months ago')
  expect(text('2024-11-20T12:00:00Z')).toBe('2 years ago')
})

it('looks ahead as well', () => {
  expect(text('2026-11-28T12:00:00Z')).toBe('in 3 days')
})
