import { describe, expect, it } from 'vitest'
import { triggers } from '@/lib/core/trust/claims-of'
import { WrongUse } from './command'
import { explainVerb, isBatch } from './explain-verb'

describe('cutover explain', () => {
  it('names what is missing or unknown, and the choices, before a database is opened', () => {
    expect(() => explainVerb.prepare(['--trigger', 'push'])).toThrow(new WrongUse('--project P is missing.'))
    expect(() => explainVerb.prepare(['--project', 'shop/api'])).toThrow(/--trigger T is missing: one of push, /)
    const unknown = () => explainVerb.prepare(['--project', 'shop/api', '--trigger', 'nightly'])
    expect(unknown).toThrow(WrongUse)
    for (const trigger of triggers) expect(unknown).toThrow(trigger)
  })

  it('tells the form with --batch, which needs no database, from the other', () => {
    expect(isBatch(['--batch', '-'])).toBe(true)
    expect(isBatch(['--batch=cases.jsonl'])).toBe(true)
    expect(isBatch(['--project', 'shop/batch', '--trigger', 'push'])).toBe(false)
  })

  it('lists all triggers in its help', () => {
    for (const trigger of triggers) expect(explainVerb.help).toContain(trigger)
  })
})
