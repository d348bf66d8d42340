import { describe, expect, it } from 'vitest'
import { classify } from './classify'

const kind = (key: string, over: Partial<Parameters<typeof classify>[0]> = {}) =>
  classify({ key, masked: false, hidden: false, variableType: 'env_var', ...over }).kind

describe('classify', () => {
  it('knows secrets by their names', () => {
    for (const key of [
      'DB_PASSWORD',
      'NPM_TOKEN',
      'AWS_SECRET_ACCESS_KEY',
      'SSH_PRIVATE_KEY',
      'SLACK_WEBHOOK_URL',
      'DATABASE_URL',
      'SENTRY_DSN',
      'apiKey',
      'VAULT_SECRET_ID',
      'KUBECONFIG',
      'DOCKER_AUTH_CONFIG',
      'AWS_ACCESS_KEY_ID',
      'STRIPE_KEY',
    ]) {
      expect([key, kind(key)]).toEqual([key, 'secret'])
    }
  })

  it('knows plain configuration by its names, masked or not', () => {
    for (const key of [
      'AWS_REGION',
      'API_URL',
      'LOG_LEVEL',
      'APP_VERSION',
      'FEATURE_X_ENABLED',
      'TOKEN_URL',
      'DB_USER',
    ]) {
      expect([key, kind(key, { masked: true })]).toEqual([key, 'plain'])
    }
  })

  it('lets hidden outrank the name, and masked decide only where the name says nothing', () => {
    expect(kind('AWS_REGION', { hidden: true })).toBe('secret')
    expect(kind('BLUE_HORSE', { masked: true })).toBe('secret')
    expect(kind('BLUE_HORSE')).toBe('unclear')
    expect(kind('BLUE_HORSE', { variableType: 'file', masked: true })).toBe('unclear')
  })

  it('does not find a secret inside another word', () => {
    for (const key of ['COMPASS_SIDE', 'PATTERN', 'AUTHOR', 'CACHE_KEY', 'MONKEY'])
      expect([key, kind(key)]).toEqual([key, 'unclear'])
  })

  it('gives its reason in words', () => {
    expect(classify({ key: 'DB_PASSWORD', masked: true, hidden: false, variableType: 'env_var' }).reason).toBe(
      'Its name holds PASSWORD.',
    )
  })
})
