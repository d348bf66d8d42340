import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayRun } from './may-run'
import { mergeRequestsMayBeProtected, worldsOf } from './pipeline-worlds'

const names = ['main', 'release/*']

function project(protectedBranches: string[] | null, protectsMergeRequests: boolean | null) {
  const settings = { variablesFrom: null, protectsMergeRequests }
  return { fullPath: 'acme/shop/api', defaultBranch: 'main', protectedBranches, protectedTags: [], settings }
}

/** May a job run on a merge request that asks for a protected ref? */
function guarded(of: ReturnType<typeof project>) {
  return mayRun({ rules: [{ if: '$CI_COMMIT_REF_PROTECTED == "true"' }] }, {}, of).runsOnMergeRequest
}

describe('merge requests that may run as protected', () => {
  it('are none where the project does not let them', () => {
    expect(mergeRequestsMayBeProtected(project(names, false))).toBe(false)
    expect(guarded(project(names, false))).toBe('no')
    expect(guarded(project(null, false))).toBe('no')
  })

  it('need two protected branches, of which one may be a pattern', () => {
    expect(guarded(project(['main'], true))).toBe('no')
    expect(guarded(project([], true))).toBe('no')
    expect(guarded(project(['release/*'], true))).toBe('yes')
    expect(guarded(project(['main', 'stable'], true))).toBe('yes')
  })

  it('are not known where the setting or the protected branches are not', () => {
    expect(guarded(project(names, null))).toBe('maybe')
    expect(guarded(project(null, true))).toBe('maybe')
    expect(guarded(project(['main'], null))).toBe('no')
    const { settings, ...before } = project(names, true)
    expect(settings.protectsMergeRequests).toBe(true)
    expect(mergeRequestsMayBeProtected(before)).toBeNull()
  })

  it('are besides the usual ones, never in their place', () => {
    const job = { rules: [{ if: '$CI_COMMIT_REF_PROTECTED != "true"' }] }
    const some = fc.option(fc.array(fc.constantFrom('main', 'stable', 'release/*'), { maxLength: 3 }))
    fc.assert(
      fc.property(some, fc.constantFrom(true, false, null), (branches, setting) => {
        const of = project(branches, setting)
        const worlds = worldsOf('merge_request', of)
        expect(worlds[0]?.lookup('CI_COMMIT_REF_PROTECTED')).toEqual({ text: 'false' })
        expect(worlds.length).toBe(mergeRequestsMayBeProtected(of) === false ? 1 : 2)
        expect(mayRun(job, {}, of).runsOnMergeRequest).toBe('yes')
      }),
    )
  })
})
