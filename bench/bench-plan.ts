// Analysis, plan and render of 1,000 projects, and the splice, each against parsing the same YAML.
import process from 'node:process'
import { parse } from 'yaml'
import { analyseEstate } from '@/lib/core/inventory/analyse-estate'
import type { Estate } from '@/lib/core/inventory/estate'
import { exportFiles } from '@/lib/core/render/export-files'
import { ciPlanFor } from '@/lib/core/render/job-entries'
import { makePlan } from '@/lib/core/render/make-plan'
import { spliceInline } from '@/lib/core/render/splice-inline'
import type { BenchLine } from './bench-line'
import { planEstate } from './plan-estate'

const rounds = 3
const goals = { plan: 2, splice: 5 }

/** Milliseconds of processor time, in turns with the baseline; the best of the rounds, since what else the machine does only adds. */
export async function benchPlan(say: (line: string) => void, projects = 1000): Promise<BenchLine[]> {
  const { estate, rules } = planEstate(projects)
  const texts = yamlOf(estate)
  const analysis = analyseEstate(estate)
  const plan = makePlan({ estate, analysis, rules, today: '2026-11-25' })
  const rendered = exportFiles({ estate, plan, rules })
  const changed = rendered.files.filter(({ kind }) => kind === 'ci').length
  const mapped = plan.variables.filter(({ state }) => state === 'mapped').length
  say(
    `${projects} projects, ${texts.length} texts, ${plan.jobs.length} jobs, ${plan.roles.length} roles, ${mapped} mapped`,
  )
  say(`${rendered.files.length} files, ${changed} of them CI, ${rendered.refused.length} refused`)
  const roots = estate.projects.flatMap((project) => {
    const root = project.ci.state === 'valid' ? project.ci.root : null
    return root === null ? [] : [{ text: root.text, blocks: ciPlanFor(project, plan, rules) }]
  })
  const spliced = roots.map(({ text, blocks }) => spliceInline(text, blocks))
  say(`splice: ${spliced.filter((one) => 'text' in one).length} of ${roots.length} files take their blocks`)
  return [
    lineOf('plan and render, ms', goals.plan, [
      () => exportFiles({ estate, plan: makePlan({ estate, analysis, rules, today: '2026-11-25' }), rules }),
      () => texts.map(parseOnce),
    ]),
    lineOf('analysis, ms', goals.plan, [() => analyseEstate(estate), () => texts.map(parseOnce)]),
    lineOf('splice of the root files, ms', goals.splice, [
      () => roots.map(({ text, blocks }) => spliceInline(text, blocks)),
      () => roots.map(({ text }) => parseOnce(text)),
    ]),
  ]
}

/** The files of each project: merged, root and included. */
function yamlOf(estate: Estate): string[] {
  return estate.projects.flatMap(({ ci }) => {
    if (ci.state !== 'valid') return []
    return [ci.mergedYaml, ...(ci.root === null ? [] : [ci.root.text]), ...ci.included.map(({ text }) => text)]
  })
}

const parseOnce = (text: string): unknown =>
  parse(text, { maxAliasCount: 10_000, logLevel: 'silent', uniqueKeys: false })

function lineOf(name: string, goal: number, sides: [() => unknown, () => unknown]): BenchLine {
  const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, work] of sides.entries()) {
      const start = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(start)
      best[side] = Math.min(best[side] ?? 0, (user + system) / 1000)
    }
  }
  const [ours = 0, baseline = 0] = best
  const ratio = ours / baseline
  return { name: `${name}, against parsing`, ours, baseline, ratio, goal, met: ratio <= goal }
}
