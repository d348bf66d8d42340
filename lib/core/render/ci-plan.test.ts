import { describe, expect, it } from 'vitest'
import { readCiPlan } from './ci-plan'

describe('readCiPlan', () => {
  it('takes every form of a block that GitLab knows', () => {
    const plan = {
      jobs: {
        none: {},
        all: {
          id_tokens: { A: { aud: 'https://v' }, B: { aud: ['x', 'y'] } },
          secrets: {
            SHORT: { vault: 'a/b@kv', file: false, token: '$A' },
            LONG: { vault: { engine: { name: 'generic', path: 'db' }, path: 'creds/x', field: 'password' } },
            GCP: { gcp_secret_manager: { name: 'x', version: 2 }, token: '$B' },
          },
          variables: { TEXT: 'x', NUMBER: 1, FLAG: true, RAW: { value: '$x', expand: false } },
        },
      },
    }
    expect(readCiPlan(plan)).toEqual({ plan })
  })

  it.each([
    [null, 'plan: '],
    [{}, 'jobs: '],
    [{ jobs: {}, more: 1 }, 'plan: Unrecognized key: "more"'],
    [{ jobs: { a: { script: 'x' } } }, 'jobs.a: Unrecognized key: "script"'],
    [{ jobs: { a: { id_tokens: { T: {} } } } }, 'jobs.a.id_tokens.T.aud: '],
    [{ jobs: { a: { id_tokens: { T: { aud: [] } } } } }, 'jobs.a.id_tokens.T.aud: '],
    [
      { jobs: { a: { secrets: { S: { file: false } } } } },
      'jobs.a.secrets.S: must use exactly one of these keys: vault',
    ],
    [
      { jobs: { a: { secrets: { S: { vault: 'a/b', azure_key_vault: { name: 'x' } } } } } },
      'jobs.a.secrets.S: must use exactly',
    ],
    [{ jobs: { a: { secrets: { S: { vault: { path: 'x' } } } } } }, 'jobs.a.secrets.S.vault: '],
    [{ jobs: { a: { variables: { V: { value: 'x', options: [] } } } } }, 'jobs.a.variables.V: '],
  ])('says where %j is wrong', (value, fault) => {
    const answer = readCiPlan(value)
    expect('faults' in answer ? answer.faults : []).toEqual(expect.arrayContaining([expect.stringContaining(fault)]))
  })

  it('refuses an entry that the schema would drop silently', () => {
    for (const text of ['{"jobs":{"__proto__":{}}}', '{"jobs":{"a":{"variables":{"__proto__":"x"}}}}'])
      expect(readCiPlan(JSON.parse(text))).toEqual({ faults: ['plan: an entry called __proto__ cannot be planned'] })
  })
})
