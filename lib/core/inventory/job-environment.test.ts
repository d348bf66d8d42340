import { describe, expect, it } from 'vitest'
import { jobEnvironment, jobEnvironmentAction } from './job-environment'

describe('jobEnvironment', () => {
  it('reads both spellings of a literal name', () => {
    expect(jobEnvironment({ environment: 'production' })).toEqual({ kind: 'name', name: 'production' })
    expect(jobEnvironment({ environment: { name: 'eu/production' } })).toEqual({ kind: 'name', name: 'eu/production' })
    expect(jobEnvironment({ script: ['make'] })).toEqual({ kind: 'none' })
    expect(jobEnvironment({ environment: { url: 'https://example.com' } })).toEqual({ kind: 'none' })
  })

  it('makes a pattern of the parts that only the pipeline knows', () => {
    const pattern = (name: string) => jobEnvironment({ environment: { name } })
    expect(pattern('review/$CI_COMMIT_REF_SLUG')).toEqual({ kind: 'pattern', pattern: 'review/*' })
    expect(pattern(`\${REGION}\${ZONE}-prod`)).toEqual({ kind: 'pattern', pattern: '*-prod' })
  })

  it('does not guess where nothing but variables is left', () => {
    expect(jobEnvironment({ environment: '$TARGET' })).toEqual({ kind: 'not_static', text: '$TARGET' })
    expect(jobEnvironment({ environment: '$A/$B' })).toEqual({ kind: 'not_static', text: '$A/$B' })
  })

  it('puts in what is certain, also through another variable', () => {
    const known = new Map([
      ['TARGET', '$TIER'],
      ['TIER', 'staging'],
      ['LOOP', '$LOOP'],
    ])
    expect(jobEnvironment({ environment: '$TARGET' }, known)).toEqual({ kind: 'name', name: 'staging' })
    expect(jobEnvironment({ environment: '$LOOP' }, known).kind).toBe('not_static')
  })

  it('takes start for an action that GitLab does not know', () => {
    expect(jobEnvironmentAction({ environment: { name: 'a', action: 'stop' } })).toBe('stop')
    expect(jobEnvironmentAction({ environment: 'a' })).toBe('start')
    expect(jobEnvironmentAction({ environment: { name: 'a', action: 'jump' } })).toBe('start')
  })
})
