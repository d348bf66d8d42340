import { expect, test } from 'vitest'
import { readConformanceCase } from './conformance-case'
import { sharedServerCase } from './shared-server-case'

const given = readConformanceCase(
  JSON.stringify({
    role: { token_policies: ['app', 'Default', 'root', '', 7], policies: 'x y , default,app' },
    policies: { app: 'a', default: 'b', ROOT: 'c', 'x y': 'd' },
  }),
)

test('policies get names of their own, and built-in ones keep theirs and their text', () => {
  const shared = sharedServerCase(given, 'run-1-', 'the text of the server')
  expect(shared.policies).toEqual({ 'run-1-app': 'a', 'run-1-x y': 'd', default: 'the text of the server' })
  expect(shared.role).toEqual({
    token_policies: ['run-1-app', 'Default', 'root', '', 7],
    policies: 'run-1-x y , default,run-1-app',
  })
  expect(sharedServerCase(shared, 'run-1-', 'the text of the server')).toEqual(shared)
})
