// Tests of the pages that are handed over.
import { describe, expect, test } from 'vitest'
import { failureModes } from './failure-mode'
import { renderFailureModes } from './failure-modes'
import { rules } from './render-fixture'
import { renderTrustModel } from './trust-model'

describe('failure modes', () => {
  test('each text stands once, under its stage', () => {
    const headings = renderFailureModes().match(/^### /gm) ?? []
    expect(headings).toHaveLength(failureModes.length)
    expect(new Set(failureModes.map(({ text }) => text)).size).toBe(failureModes.length)
  })

  test('the text that Vault prints can be found letter by letter', () => {
    expect(renderFailureModes()).toContain(
      '`api error: status code 400: error validating claims: claim "…" is missing`',
    )
  })
})

describe('trust model', () => {
  test('names each vault, its auth method and audience, escaped', () => {
    const vaults = rules.vaults.map((vault) => ({ ...vault, audience: 'a|b' }))
    const text = renderTrustModel({ rules: { ...rules, vaults }, gitlabUrl: 'https://gitlab.example.com' })
    expect(text).toContain('| `main` | `https://vault.example.com` | `auth/jwt` | a\\|b | read from GitLab | ours |')
  })

  test('an auth method that is shared is said to be left alone', () => {
    const vaults = rules.vaults.map((vault) => ({ ...vault, owned: false }))
    const text = renderTrustModel({ rules: { ...rules, vaults }, gitlabUrl: 'https://gitlab.example.com' })
    expect(text).toContain('its configuration is not written')
  })
})
