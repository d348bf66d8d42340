// The part of the checklist for sources beside GitLab's variables: `.env` files and paths that scripts read.
import type { Estate } from '@/lib/core/inventory/estate'
import { placeSources } from '@/lib/core/mapping/place-sources'
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import { findStaticReads } from '@/lib/core/mapping/static-reads'
import { markdownCode, markdownText } from './markdown-text'
import { scriptReadRows } from './script-reads'

/** Markdown blocks; empty where there is no other source. An export has no day, so an exclusion counts without its end. */
export function sourceBlocks({ plan, estate, rules }: { plan: Plan; estate: Estate; rules: RulesFile }): string[] {
  const files = placeSources(rules, estate, null).map(({ project, file, scope, keys }) => [
    `### ${markdownCode(file)} of ${markdownText(project)}, scope ${markdownCode(scope)}`,
    'By hand: write each value to its path, let the job read it there, then take the line out of the file and its history.',
    keys
      .map(({ key, line, target, alsoInGitlab }) => {
        const place = target === null ? 'no place yet' : markdownCode(`${target.mount}/${target.path} ${target.field}`)
        return `- [ ] ${markdownCode(key)} (line ${line}): ${place}${alsoInGitlab ? '; GitLab has a variable of this name too' : ''}`
      })
      .join('\n'),
  ])
  const reads = scriptReadRows(findStaticReads(estate), plan, rules).map(({ read, role, granted, place }) => {
    const at = read.evidence[0]
    const where = at ? ` (${markdownText(at.file ?? 'merged text')}:${at.line})` : ''
    const next = granted
      ? `role ${markdownCode(role ?? '')} may read it`
      : place === null
        ? 'not known before the job runs, or on no declared mount'
        : role === null
          ? 'the job has no planned role yet'
          : `let role ${markdownCode(role)} read it`
    return `- [ ] ${markdownCode(read.job)} of ${markdownText(read.project)} reads ${markdownCode(read.path)}${where}: ${next}.`
  })
  if (files.length === 0 && reads.length === 0) return []
  return [
    '## Other sources',
    ...files.flat(),
    ...(reads.length === 0 ? [] : ['### Paths that scripts read from Vault today', reads.join('\n')]),
  ]
}
