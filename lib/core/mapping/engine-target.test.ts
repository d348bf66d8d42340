import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needsScript } from './delivery'
import { completeEnginePath, engineProblems, engineValues, guessEngineField } from './engine-target'

describe('engine targets', () => {
  it.each([
    ['database', 'app', 'creds/app'],
    ['database', 'static-creds/app', 'static-creds/app'],
    ['aws', 'sts/deploy', 'sts/deploy'],
    ['transit', 'sign/release', 'sign/release'],
  ] as const)('of %s: %s is asked at %s', (engine, path, whole) => {
    expect(completeEnginePath(engine, path)).toBe(whole)
  })

  it.each([
    ['database', 'DB_USER', 'username'],
    ['database', 'PGPASSWORD', 'password'],
    ['database', 'DATABASE', null],
    ['aws', 'AWS_SECRET_ACCESS_KEY', 'secret_key'],
    ['aws', 'AWS_ACCESS_KEY_ID', 'access_key'],
    ['aws', 'AWS_SESSION_TOKEN', 'security_token'],
    ['transit', 'ANYTHING', 'signature'],
  ] as const)('of %s: key %s tells field %s', (engine, key, field) => {
    expect(guessEngineField(engine, 'sign/x', key)).toBe(field)
  })

  it.each([
    ['database', 'roles/app', 'password', 'begins with creds/ or static-creds/'],
    ['database', 'creds/a/b', 'password', 'no name'],
    ['database', 'creds/app', 'secret', 'username, password'],
    ['aws', 'creds/a b', 'access_key', 'no name'],
    ['transit', 'sign/key', 'plaintext', 'answers signature'],
  ] as const)('of %s refuse %s %s: %s', (engine, path, field, reason) => {
    expect(engineProblems(engine, path, field).join('; ')).toContain(reason)
  })

  it('make any project path and environment fit for a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (project, environment) => {
        const values = engineValues({
          project_id: '1',
          project_path: project,
          group_path: null,
          environment,
          key: 'K',
          scope: '*',
          protected: 'open',
        })
        const path = `creds/${values.project_path}-${values.environment}`
        expect(engineProblems('database', path, 'password')).toEqual([])
      }),
    )
  })

  it('need a script where several fields come of one lease, or GET is refused', () => {
    const at = (engine: 'database' | 'aws' | 'transit' | 'kv-v2', path: string) =>
      needsScript({ engine, target: { vault: 'main', mount: 'm', path, field: 'f' } })
    expect([at('database', 'creds/a'), at('aws', 'sts/a'), at('transit', 'sign/a')]).toEqual([true, true, true])
    expect([at('database', 'static-creds/a'), at('kv-v2', 'creds/a')]).toEqual([false, false])
  })
})
