// The generated CI file: per job the keys that GitLab merges under the job of the same name.
import { type CiPlan, sections } from './ci-plan'
import { blockLines, type YamlValue, yamlValue } from './yaml-value'

/**
 * Takes a plan; gives the text of the file that the `include:` entry names. GitLab deep-merges the maps of included files
 * under the root file's (docs, `ci/yaml/includes`, "Override included configuration values"), so a job here holds only
 * `id_tokens`, `secrets` and `variables`. Jobs without an entry are left out; without any job the file is an empty map.
 */
export function renderStubFile(plan: CiPlan): string {
  const jobs = Object.entries(plan.jobs).flatMap(([name, blocks]) => {
    const filled = sections.filter((section) => Object.keys(blocks[section] ?? {}).length > 0)
    const body = new Map(filled.map((section): [string, YamlValue] => [section, yamlValue(blocks[section])]))
    return filled.length > 0 ? [blockLines(new Map([[name, body]]), 0, 2).join('\n')] : []
  })
  const head = '# Written by Cutover. It is replaced as a whole when the plan changes.\n'
  return `${head}${jobs.length > 0 ? jobs.map((job) => `\n${job}\n`).join('') : '{}\n'}`
}
