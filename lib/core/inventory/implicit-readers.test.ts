import { describe, expect, it } from 'vitest'
import { implicitlyRead, isRunnerSetting } from './implicit-readers'

const read = (text: string, ...keys: string[]) => [...implicitlyRead(text, new Set(keys))]

describe('implicitlyRead', () => {
  it('knows what a command reads by itself', () => {
    expect(read('terraform apply -auto-approve', 'TF_VAR_db_password', 'AWS_ACCESS_KEY_ID', 'OTHER')).toEqual([
      'TF_VAR_db_password',
      'AWS_ACCESS_KEY_ID',
    ])
    expect(read('cd app && kubectl apply -f .', 'KUBECONFIG')).toEqual(['KUBECONFIG'])
    expect(read('terraform plan', 'TF_STATE_TOKEN')).toEqual([])
    expect(read('vault kv get kv/a', 'VAULT_ADDR', 'VAULT_SERVER_URL')).toEqual(['VAULT_ADDR'])
    expect(read('./gradlew build', 'GRADLE_OPTS')).toEqual(['GRADLE_OPTS'])
    expect(read('pg_dump shop | gzip', 'PGPASSWORD', 'PG_BACKUP')).toEqual(['PGPASSWORD'])
  })

  it('does not find a command in a path, a longer word or a comment', () => {
    for (const text of [
      'cat docs/terraform/x',
      'terraform-docs .',
      '# terraform apply',
      'ls my-terraform',
      'vi main.terraform.tf',
    ]) {
      expect([text, read(text, 'TF_VAR_a')]).toEqual([text, []])
    }
  })
})

describe('isRunnerSetting', () => {
  it('tells settings of the runner from a project’s own names', () => {
    expect(['CI_DEBUG_TRACE', 'GIT_SUBMODULE_STRATEGY', 'FF_TIMESTAMPS'].every(isRunnerSetting)).toBe(true)
    expect(['GIT_TOKEN', 'DEBUG', 'MY_FF_X'].some(isRunnerSetting)).toBe(false)
  })
})
