import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { findJobs } from './find-jobs'
import { readCiConfig } from './read-ci-config'
import { sourceFile } from './source-lines'

const shared = process.env.CUTOVER_SHARED ?? path.resolve(import.meta.dirname, '../../../../shared')
const corpus = path.join(shared, 'ci-corpus')

describe('readCiConfig', () => {
  it('reads merge keys, anchors, !reference and duplicate keys as GitLab does', () => {
    const text =
      '.base: &base\n  stage: build\njob:\n  <<: *base\n  script: !reference [.base, script]\n  stage: test\n'
    expect(readCiConfig(text)?.job).toEqual({ stage: 'test', script: ['.base', 'script'] })
    expect(readCiConfig('a: 1\na: 2\n')).toEqual({ a: 2 })
  })

  it.each([
    '- ',
    '? ',
    '&a ',
    '!t ',
  ])('reads nothing where %j stands twenty thousand times, which would end the process', (piece) => {
    expect(readCiConfig(`job:\n  script: [make]\nx:\n  ${piece.repeat(20_000)}\n`)).toBeNull()
  })

  it('reads long lines of marks in text', () => {
    const rule = `${'-'.repeat(5000)} ${'&'.repeat(100_000)}`
    expect(readCiConfig(`job:\n  script:\n    - echo "${rule}"\n`)?.job).toEqual({ script: [`echo "${rule}"`] })
  })

  it('takes the document after a spec header', () => {
    expect(readCiConfig('spec:\n  inputs:\n    stage:\n---\njob:\n  script: [make]\n')).toEqual({
      job: { script: ['make'] },
    })
  })

  it('strips the colons that old versions of lint write', () => {
    expect(readCiConfig(':job:\n  :script:\n  - make\n')).toEqual({ job: { script: ['make'] } })
  })

  it('reads CRLF and a byte-order mark', () => {
    expect(readCiConfig('\uFEFFjob:\r\n  script: [make]\r\n')).toEqual({ job: { script: ['make'] } })
  })

  it('gives null for what is no CI YAML', () => {
    for (const text of ['', 'just text', '- a\n- b\n', 'a: [', 'a: *missing\n']) expect(readCiConfig(text)).toBeNull()
  })

  it('does not follow an alias bomb', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
    for (let n = 1; n < 9; n++)
      lines.push(
        `a${n}: &a${n} [${Array(10)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
      )
    expect(readCiConfig(lines.join('\n'))).toBeNull()
  })
})

describe('findJobs', () => {
  const names = (text: string, job: string) =>
    findJobs(readCiConfig(text) ?? {})
      .find((one) => one.name === job)
      ?.sections.map((section) => `${section.from} ${section.name}`)
  const top = 'image: a\nvariables: { A: 1, B: 2 }\ndefault:\n  before_script: [x]\n  tags: [t]\n'

  it('leaves keywords, hidden jobs and plain values out', () => {
    const config = readCiConfig(
      'stages: [a]\n.hidden: { script: [a] }\nx-y: 1\njob: { script: [a] }\npages: { script: [a] }',
    )
    expect(findJobs(config ?? {}).map((job) => job.name)).toEqual(['job', 'pages'])
  })

  it('lets a job inherit defaults unless it has its own or says no', () => {
    expect(names(`${top}job: { script: [a], tags: [own] }`, 'job')).toEqual([
      'top image',
      'default before_script',
      'top variables',
      'job script',
      'job tags',
    ])
    expect(names(`${top}job: { script: [a], inherit: { default: [tags], variables: false } }`, 'job')).toEqual([
      'default tags',
      'job script',
      'job inherit',
    ])
  })

  it('gives a bridge job variables but no default scripts', () => {
    expect(names(`${top}job: { trigger: a/b }`, 'job')).toEqual(['top variables', 'job trigger'])
  })
})

describe.skipIf(!fs.existsSync(corpus))('real CI files (skipped where the folder of samples is absent)', () => {
  it('are read, and each visible job has a line', () => {
    let jobs = 0
    for (const name of fs.readdirSync(corpus).filter((one) => one.endsWith('.yml'))) {
      const text = fs.readFileSync(path.join(corpus, name), 'utf8')
      const config = readCiConfig(text)
      if (!config) continue
      const source = sourceFile({ path: name, text })
      for (const job of findJobs(config)) {
        jobs++
        const line = source.lines[(source.tops.get(job.name) ?? 0) - 1] ?? ''
        expect(line).toContain(job.name.slice(0, 5))
      }
    }
    expect(jobs).toBeGreaterThan(1000)
  })
})
