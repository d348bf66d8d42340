// What a project says about protected merge requests decides which of their tokens exist.
import { describe, expect, it } from 'vitest'
import { accessExample } from './access-example'
import { accessModel } from './access-model'
import { projectTokens } from './access-tokens'
import { explainIn } from './explain-access'
import { pastTokens } from './lost-access-token'

const input = accessExample()

function modelWith(protectsMergeRequests: boolean | null) {
  const settings = { variablesFrom: null, protectsMergeRequests }
  const projects = input.estate.projects.map((project) => ({ ...project, settings }))
  return accessModel({ ...input, estate: { ...input.estate, projects } })
}

function requestTokens(setting: boolean | null) {
  const model = modelWith(setting)
  const project = model.projects.get('shop/api')
  if (project === undefined) throw new Error('The example has the project')
  const { starts } = projectTokens(model, project, [{ name: null, pattern: null, production: false }], 'v')
  return starts.filter(({ trigger }) => trigger === 'merge-request').map(({ claims }) => claims.ref_protected)
}

function named(setting: boolean | null) {
  return explainIn(modelWith(setting), {
    ...{ project: 'shop/api', trigger: 'merge-request', ref: 'main', environment: 'production' },
  })
}

describe('a merge request inside of a project', () => {
  it('may be protected where the project lets it be or did not tell, and else never', () => {
    expect(requestTokens(true)).toEqual(['false', 'true'])
    expect(requestTokens(null)).toEqual(['false', 'true'])
    expect(requestTokens(false)).toEqual(['false'])
  })

  it('from a protected branch has ref_protected as the setting says', () => {
    expect(named(true)?.refProtected).toBe(true)
    expect(named(null)?.refProtected).toBe(true)
    expect(named(false)?.refProtected).toBe(false)
    expect(named(false)?.notes.join()).toContain('runs no merge request as protected')
  })

  it('that ran is not unknown where the project runs none as protected', () => {
    const made = { job: 'stage', ref: 'merge-request' as const, protected: null, source: 'merge_request_event' }
    const read = (setting: boolean | null) => {
      const { estate, rules, projects, jobsOf } = modelWith(setting)
      const [project, job] = [projects.get('shop/api'), jobsOf('shop/api')[0]]
      if (project === undefined || job === undefined) throw new Error('The example has the project')
      const place = { estate, rules, project, groupId: null }
      return pastTokens(place, job, { ...made, environment: null, fork: false }, 'v')
    }
    expect(read(null).unread).toEqual(['whether GitLab ran the merge request as protected'])
    expect(read(false).unread).toEqual([])
    expect(read(false).tokens.map(({ claims }) => claims.ref_protected)).toEqual(['false'])
  })
})
