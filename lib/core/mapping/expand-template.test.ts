import { describe, expect, it } from 'vitest'
import { environmentPart, expandTemplate } from './expand-template'

const values = {
  project_id: '12',
  project_path: 'shop/api',
  group_path: 'shop',
  environment: 'production',
  key: '{scope}',
  scope: 'production',
  protected: 'open',
}

describe('expandTemplate', () => {
  it('replaces every known name once, and does not expand what came in', () => {
    const template = '{project_id}/{project_path}/{group_path}/{environment}/{scope}/{protected}/{key}'
    expect(expandTemplate(template, values).text).toBe('12/shop/api/shop/production/production/open/{scope}')
  })

  it('names what it does not know and what has no value, and leaves both as written', () => {
    expect(expandTemplate('{team}/{project_id}/{}/{a-b}', { ...values, project_id: null })).toEqual({
      text: '{team}/{project_id}/{}/{a-b}',
      unknown: ['team'],
      missing: ['project_id'],
    })
  })
})

describe('environmentPart', () => {
  it.each([
    [null, 'any'],
    ['*', 'any'],
    ['production', 'production'],
    ['prod/eu', 'prod/eu'],
    ['review/*', 'review'],
    ['review/*/eu', 'review/eu'],
    ['*-eu', 'eu'],
  ])('%j becomes %j', (environment, part) => {
    expect(environmentPart(environment)).toBe(part)
  })
})
