// The id of a variable can be read back.
import { expect, it } from 'vitest'
import { parseVariableId } from './parse-variable-id'
import { variableId } from './variable'

it('gives back what the id was made from, without the number of a schedule', () => {
  const scope = { key: 'A"B', environmentScope: 'review/*' }
  expect(parseVariableId(variableId({ level: 'group', owner: 'a/b#7', scheduleId: null, ...scope }))).toEqual({
    level: 'group',
    owner: 'a/b#7',
    ...scope,
  })
  expect(parseVariableId(variableId({ level: 'schedule', owner: 'a/b', scheduleId: 7, ...scope }))).toEqual({
    level: 'schedule',
    owner: 'a/b',
    ...scope,
  })
})

it('answers null for a text that is no id', () => {
  expect(parseVariableId('{')).toBeNull()
  expect(parseVariableId('["project","a","K"]')).toBeNull()
  expect(parseVariableId('["trigger","a","K","*"]')).toBeNull()
})
