// Tests of the auth configuration.
import { expect, test } from 'vitest'
import { vaultSchema } from '@/lib/core/mapping/rules-file'
import { renderAuthConfig } from './auth-config'

const ours = { name: 'main', address: 'https://vault.example.com', audience: 'https://vault.example.com' }

test('the issuer is the whole address of GitLab, without a slash at the end', () => {
  expect(JSON.parse(renderAuthConfig(vaultSchema.parse(ours), 'https://gitlab.example.com/'))).toEqual({
    oidc_discovery_url: 'https://gitlab.example.com',
    bound_issuer: 'https://gitlab.example.com',
    jwt_supported_algs: ['RS256'],
  })
})

test.each([
  { owned: false },
  { keys: 'static' as const },
])('nothing is written for an auth method like %j', (change) => {
  expect(() => renderAuthConfig(vaultSchema.parse({ ...ours, ...change }), 'https://gitlab.example.com')).toThrow(
    RangeError,
  )
})
