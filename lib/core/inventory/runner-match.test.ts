// Which runner picks up which job, and what is said about old ones and none.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Runner, RunnersReading } from './runner'
import { type JobFacts, runnersFor } from './runner-match'
import { oldDetail, runnerProblems } from './runner-problems'

const runner = (change: Partial<Runner>): Runner => ({
  id: 1,
  description: 'shared',
  type: 'instance',
  owners: [],
  tags: ['linux'],
  runUntagged: true,
  protectedOnly: false,
  paused: false,
  status: 'online',
  managers: [{ version: '18.5.0', status: 'online' }],
  ...change,
})
const on = (version: string | null) => [{ version, status: 'online' as const }]
const reading = (...runners: Runner[]): RunnersReading => ({ runners, known: { acme: 'all', beta: 'own' } })
const job = (tags: string[] | null): JobFacts => ({
  name: 'deploy',
  bridge: false,
  tags,
  runsOnUnprotectedRef: 'maybe',
})

const hsm = runner({
  id: 2,
  description: 'hsm',
  type: 'group',
  owners: ['acme/pay'],
  tags: ['deploy', 'hsm'],
  runUntagged: false,
  managers: on('15.4.0'),
})

describe('runnersFor', () => {
  it('needs every tag of the job, and takes untagged jobs only where told', () => {
    const ask = runnersFor(reading(runner({}), hsm), 'acme/pay/api')
    expect(ask(job(['deploy']))).toMatchObject({
      state: 'some',
      runners: [{ id: 2 }],
      oldest: '15.4.0',
      newest: '15.4.0',
    })
    expect(ask(job([]))).toMatchObject({ state: 'some', runners: [{ id: 1 }] })
    expect(ask(job(['deploy', 'macos']))).toEqual({ state: 'none', tags: ['deploy', 'macos'], paused: [] })
  })

  it('keeps a group runner to its group, and a project runner to its projects', () => {
    const own = runner({ id: 3, type: 'project', owners: ['acme/web'], tags: ['gpu'] })
    expect(runnersFor(reading(hsm, own), 'acme/payments')(job(['hsm']))).toMatchObject({ state: 'none' })
    expect(runnersFor(reading(hsm, own), 'acme/web')(job(['gpu']))).toMatchObject({ state: 'some' })
    expect(runnersFor(reading(hsm, own), 'acme/web2')(job(['gpu']))).toMatchObject({ state: 'none' })
  })

  it('says unknown, never none, where runners or tags are not known', () => {
    expect(runnersFor(null, 'acme/web')(job(['gpu'])).state).toBe('unknown')
    expect(runnersFor(reading(hsm), 'other/web')(job(['gpu'])).state).toBe('unknown')
    expect(runnersFor(reading(hsm), 'beta/web')(job(['gpu'])).state).toBe('unknown')
    expect(runnersFor(reading(runner({})), 'acme/web')(job(null)).state).toBe('unknown')
    const hidden = runner({ id: 4, type: 'project', owners: null, tags: ['gpu'] })
    expect(runnersFor(reading(hidden), 'acme/web')(job(['gpu'])).state).toBe('unknown')
  })

  it('does not count what is paused, but names it', () => {
    const paused = runner({ id: 5, description: 'mac', tags: ['macos'], paused: true })
    const found = runnersFor(reading(paused), 'acme/web')(job(['macos']))
    expect(found).toMatchObject({ state: 'none', paused: [{ id: 5 }] })
    expect(runnerProblems([{ project: 'acme/web', job: 'build', definedIn: null, runners: found }])[0]?.detail).toBe(
      'acme/web: job build: only paused mac would take it',
    )
  })
})

describe('oldDetail', () => {
  const detail = (...runners: Runner[]) => oldDetail(runnersFor(reading(...runners), 'acme/pay/api')(job(['deploy'])))

  it('says only where every runner is old, sometimes where one is, and nothing where none is', () => {
    const young = { ...hsm, id: 6, description: 'young', managers: on('18.5.0') }
    expect(detail(hsm)).toMatch(/^only hsm \(oldest 15\.4\.0\) picks it up\. Values are not masked/)
    expect(detail(hsm, young)).toMatch(/^sometimes hsm \(/)
    expect(detail(young)).toBeNull()
  })

  it('takes a version that is not known for neither old nor new', () => {
    expect(detail({ ...hsm, managers: null })).toBeNull()
    expect(detail(hsm, { ...hsm, id: 7, managers: on(null) })).toMatch(/^sometimes/)
  })

  it('never says only where one runner that takes the job is new enough', () => {
    const version = fc.constantFrom('13.0.0', '14.9.0', '15.7.0', '16.0.0', '18.5.0', null)
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 5 }), (versions) => {
        const text = detail(...versions.map((one, id) => ({ ...hsm, id, managers: on(one) })))
        const young = versions.some((one) => one === null || one === '16.0.0' || one === '18.5.0')
        const old = versions.some((one) => one !== null && one !== '16.0.0' && one !== '18.5.0')
        expect(text === null).toBe(!old)
        expect(text?.startsWith('only') ?? false).toBe(old && !young)
      }),
    )
  })
})
