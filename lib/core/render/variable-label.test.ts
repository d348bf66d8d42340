// Tests of how a variable is named for a reader.
import { expect, test } from 'vitest'
import { variableId } from '@/lib/core/inventory/variable'
import { variableLabel, variableName } from './variable-label'

const facts = { key: 'TOKEN', environmentScope: '*', scheduleId: null }

test.each([
  [{ ...facts, level: 'instance' as const, owner: null }, 'TOKEN (instance, scope *)'],
  [{ ...facts, level: 'group' as const, owner: 'shop' }, 'TOKEN (group shop, scope *)'],
  [{ ...facts, level: 'schedule' as const, owner: 'shop/api', scheduleId: 7 }, 'TOKEN (schedule shop/api#7, scope *)'],
])('%j', (variable, label) => {
  expect(variableLabel(variableId(variable))).toBe(label)
})

test.each(['', '[]', '["group","shop","TOKEN"]', 'TOKEN'])('a text that is no id comes back as it is: %s', (text) => {
  expect(variableName(text)).toBeNull()
  expect(variableLabel(text)).toBe(text)
})
