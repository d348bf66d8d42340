import { describe, expect, it } from 'vitest'
import { analyseEstate } from './analyse-estate'
import type { Estate, Project } from './estate'
import { ci, codes, estate, project, row, variable } from './example-estate'
import type { Variable } from './variable'

const path = 'acme/shop/api'

function analyse(text: string, variables: Variable[], over: Partial<Project> = {}, more: Partial<Estate> = {}) {
  return analyseEstate(estate([project(path, ci(text), over)], variables, more))
}

const deploy = (environment: string) => `deploy:\n  script: ["deploy $TOKEN_A"]\n  environment: ${environment}\n`

describe('blockers', () => {
  it('tell a Vault credential from what only says where Vault is', () => {
    const keys = ['VAULT_TOKEN', 'VAULT_SECRET_ID', 'VAULT_ADDR', 'VAULT_AUTH_ROLE', 'MY_VAULT_TOKEN']
    const analysis = analyse(
      'a: { script: [a] }',
      keys.map((key) => variable(key)),
    )
    expect(keys.map((key) => codes(row(analysis, key).blockers)[0])).toEqual([
      'static_vault_credential',
      'static_vault_credential',
      'vault_connection_variable',
      'vault_connection_variable',
      undefined,
    ])
  })

  it('name an environment that cannot be known, and count every definition that it may see', () => {
    const scoped = variable('TOKEN_A', { environmentScope: 'production' })
    const analysis = analyse(deploy('$WHERE'), [scoped, variable('TOKEN_A')])
    for (const one of analysis.variables) {
      expect(codes(one.blockers)).toEqual(['environment_not_static'])
      expect(one.blockers[0]?.detail).toBe('job deploy of acme/shop/api has environment $WHERE')
      expect(one.uses).toBe(1)
    }
  })

  it('name two wildcards that one environment matches alike, whether a job or GitLab names it', () => {
    const scopes = ['review/*', '*/feat', 'staging']
    const variables = scopes.map((environmentScope) => variable('TOKEN_A', { environmentScope }))
    const byJob = analyse(deploy('review/feat'), variables)
    expect(byJob.variables.map((one) => codes(one.blockers))).toEqual([['scope_ambiguous'], ['scope_ambiguous'], []])
    const environments = [{ name: 'review/feat', tier: 'development', available: true }] as const
    const byName = analyse('a: { script: [a] }', variables, { environments: [...environments] })
    expect(byName.variables.map((one) => codes(one.blockers))).toEqual([['scope_ambiguous'], ['scope_ambiguous'], []])
    expect(analyse(deploy('qa/feat'), variables).variables.flatMap((one) => one.blockers)).toEqual([])
  })

  it('say that a schedule’s variable is its own, used by jobs that a schedule may run', () => {
    const schedule = variable('TOKEN_A', { level: 'schedule', scheduleId: 7 })
    const text = `${deploy('production')}never:\n  script: [$TOKEN_A]\n  rules: [{ if: '$CI_PIPELINE_SOURCE == "push"' }]\n`
    const analysis = analyse(text, [schedule, variable('TOKEN_A')])
    const own = row(analysis, 'TOKEN_A', { level: 'schedule', scheduleId: 7 })
    expect(codes(own.blockers)).toEqual(['schedule_variable'])
    expect(own.consumers.map((one) => one.job)).toEqual(['deploy'])
    expect(row(analysis, 'TOKEN_A').uses).toBe(2)
  })

  it('cover workflow and include, which stand for themselves as consumers', () => {
    const text = 'include: [{ local: $FILE_A }]\nworkflow: { rules: [{ if: $FLOW_A }] }\na: { script: [a] }\n'
    const analysis = analyse(text, [
      variable('FILE_A'),
      variable('FLOW_A'),
      variable('FLOW_A', { environmentScope: 'x' }),
    ])
    expect(codes(row(analysis, 'FILE_A').blockers)).toEqual(['used_in_include'])
    expect(codes(row(analysis, 'FLOW_A').blockers)).toEqual(['used_in_workflow'])
    expect(row(analysis, 'FLOW_A').consumers.map((one) => one.job)).toEqual(['workflow'])
    expect(row(analysis, 'FLOW_A', { environmentScope: 'x' }).uses).toBe(0)
  })

  it('name each place that GitLab reads before the job runs', () => {
    const text = `job:
  script: [a]
  tags: [$K_TAG]
  resource_group: $K_GROUP
  environment: { name: prod, url: "https://$K_URL" }
  id_tokens: { T: { aud: $K_AUD } }
  needs: [{ project: $K_NEEDS, job: a, ref: main }]
only: { script: [a], only: { variables: [$K_ONLY] } }
bridge: { trigger: { project: $K_PROJECT } }
`
    const expected = {
      K_TAG: 'used_in_tags',
      K_GROUP: 'used_in_resource_group',
      K_URL: 'used_in_environment_name',
      K_AUD: 'used_in_id_tokens',
      K_NEEDS: 'used_in_needs',
      K_ONLY: 'used_in_rules',
      K_PROJECT: 'used_in_trigger',
    }
    const analysis = analyse(
      text,
      Object.keys(expected).map((key) => variable(key)),
    )
    expect(Object.fromEntries(analysis.variables.map((one) => [one.variable.key, one.blockers[0]?.code]))).toEqual(
      expected,
    )
  })

  it('name a configuration that lies elsewhere: a blocker for the project’s own, a warning above', () => {
    const group = variable('TOKEN_A', { level: 'group', owner: 'acme' })
    const elsewhere = { ciConfigPath: 'ci/main.yml@acme/ci' }
    expect(codes(row(analyse(deploy('x'), [variable('TOKEN_A')], elsewhere), 'TOKEN_A').blockers)).toEqual([
      'config_elsewhere',
    ])
    const above = analyse(deploy('x'), [group], elsewhere).variables[0]
    expect([codes(above?.blockers ?? []), codes(above?.warnings ?? [])]).toEqual([[], ['config_elsewhere']])
  })
})

describe('warnings', () => {
  it('tell where bytes or form may change, and where name and masking disagree', () => {
    const warningsOf = (key: string, over: Partial<Variable>) =>
      codes(row(analyse('a: { script: [a] }', [variable(key, over)]), key, over).warnings)
    expect(warningsOf('TOKEN_A', { raw: false })).toEqual([])
    expect(warningsOf('BLUE', { raw: false, masked: false })).toEqual(['may_be_expanded'])
    expect(warningsOf('BLUE', { variableType: 'file' })).toEqual(['file_type'])
    expect(warningsOf('TOKEN_A', { masked: false })).toEqual(['looks_like_secret'])
    expect(warningsOf('AWS_REGION', {})).toEqual(['looks_like_plain'])
  })

  it('say what only REST could have told, and only where the scan has that gap', () => {
    const old = variable('TOKEN_A', { raw: null, hidden: null })
    const gap = { subject: 'project', path, part: 'variables', reason: 'graphql_needed' } as const
    expect(codes(row(analyse('a: { script: [a] }', [old]), 'TOKEN_A').warnings)).toEqual([])
    const told = row(analyse('a: { script: [a] }', [old], {}, { gaps: [gap] }), 'TOKEN_A')
    expect(told.warnings[0]).toMatchObject({ code: 'graphql_needed', detail: 'raw and hidden is not known' })
  })
})

describe('an older GitLab', () => {
  const told = (version: string | null, over: Partial<Variable>) => {
    const estate = { gitlab: { url: 'https://gitlab.example.com', version, enterprise: null } }
    const found = row(analyse('a: { script: [a] }', [variable('TOKEN_A', over)], {}, estate), 'TOKEN_A', over)
    return found.warnings.filter(({ code }) => code === 'unknown_flag').map(({ detail }) => detail)
  }

  it('warns on the rows whose flags it does not tell, and names the version that does', () => {
    expect(told('16.11.3-ee', { hidden: null })).toEqual(['hidden is told since GitLab 17.4, and this is 16.11.3-ee'])
    expect(told('15.2.0', { hidden: null, raw: null })).toHaveLength(1)
    expect(told('16.11.3', { hidden: false })).toEqual([])
    expect(told('17.4.0', { hidden: null })).toEqual([])
    expect(told(null, { hidden: null })).toEqual([])
  })
})

describe('what each definition is used for', () => {
  it('never gives a group’s variable to a project outside the group', () => {
    const group = variable('TOKEN_A', { level: 'group', owner: 'acme/sh' })
    const other = analyse(deploy('production'), [group])
    expect(other.variables[0]?.uses).toBe(0)
    expect(other.jobs[path]?.[0]?.uses).toEqual([])
  })

  it('does not say 0 where a job falls back to a definition on unprotected refs', () => {
    const closed = variable('TOKEN_A', { environmentScope: 'production', protected: true })
    const open = variable('TOKEN_A')
    const falls = row(analyse(deploy('production'), [closed, open]), 'TOKEN_A')
    expect(falls.uses).toBeNull()
    expect(falls.unknown[0]).toContain('sees it on unprotected refs')
    const text = `${deploy('production')}  rules: [{ if: '$CI_COMMIT_REF_PROTECTED == "true"' }]\n`
    expect(row(analyse(text, [closed, open]), 'TOKEN_A').uses).toBe(0)
  })

  it('lists a job that hands on its environment as possible and does not count it', () => {
    const unused = row(analyse('debug: { script: [env | sort] }', [variable('TOKEN_A')]), 'TOKEN_A')
    expect(unused.uses).toBe(0)
    expect(unused.consumers.map((one) => [one.job, one.confidence])).toEqual([['debug', 'possible']])
  })

  it('never claims 0 for the instance, which reaches projects outside any scan', () => {
    const instance = variable('TOKEN_A', { level: 'instance', owner: null })
    expect(analyse('a: { script: [a] }', [instance]).variables[0]?.uses).toBeNull()
    expect(analyse(deploy('x'), [instance]).variables[0]?.uses).toBe(1)
  })

  it('says where a closer definition may be hidden by a gap', () => {
    const group = variable('TOKEN_A', { level: 'group', owner: 'acme' })
    const found = analyse(deploy('x'), [group], { variablesRead: false }).variables[0]
    expect(found?.uses).toBe(1)
    expect(found?.unknown).toEqual(['variables of acme/shop/api were not read: another definition may win there'])
  })

  it('reads an estate of thousands of variables and hostile names without failing', () => {
    const names = ['__proto__', 'constructor', 'toString']
    const text = `${names.map((name) => `${name}: { script: ["echo $TOKEN_A"] }`).join('\n')}\n`
    const many = Array.from({ length: 3000 }, (_, index) => variable(`KEY_${index}`))
    const analysis = analyse(text, [variable('TOKEN_A'), ...many, ...names.map((key) => variable(key))])
    expect(analysis.variables).toHaveLength(3004)
    expect(row(analysis, 'TOKEN_A').consumers.map((one) => one.job)).toEqual(
      expect.arrayContaining(['constructor', 'toString']),
    )
  })
})
