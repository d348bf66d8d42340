// A rule in two short lines: what it matches, and where it sends that.
import type { Rule, TargetTemplate } from '@/lib/core/mapping/rules-file'

const matchParts = ['level', 'group', 'project', 'key', 'scope'] as const

/** `level project, key STRIPE_*`; “every variable” when nothing is named. */
export function matchText(match: Rule['match']): string {
  const parts = matchParts.flatMap((part) => (match[part] === undefined ? [] : [`${part} ${match[part]}`]))
  return parts.length > 0 ? parts.join(', ') : 'every variable'
}

/** `secret/apps/{project_path}#{key}`; parts that the defaults fill in are left out. */
export function targetTemplateText(target: TargetTemplate): string {
  const place = [target.mount, target.path].filter((part) => part !== undefined).join('/')
  const text = [target.vault ? `${target.vault}: ` : '', place, target.field ? `#${target.field}` : ''].join('')
  const file = target.file === undefined ? '' : target.file ? ' as file' : ' as value'
  return `${text || 'the usual place'}${file}`
}
