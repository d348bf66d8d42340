import { describe, expect, it } from 'vitest'
import { childEnvironment } from './child-environment'

describe('childEnvironment', () => {
  it('passes on nothing that leads to a real Vault or GitLab', () => {
    const env = {
      NODE_ENV: 'test',
      PATH: '/bin',
      VAULT_ADDR: 'a',
      VAULT_TOKEN: 'b',
      BAO_ADDR: 'c',
      GITLAB_TOKEN: 'd',
      CONFORMANCE_VAULT_TOKEN: 'e',
      MY_VAULT_ADDR: 'f',
    } as const
    expect(childEnvironment(env, { HOME: '/x' })).toEqual({
      NODE_ENV: 'test',
      PATH: '/bin',
      MY_VAULT_ADDR: 'f',
      HOME: '/x',
    })
  })
})
