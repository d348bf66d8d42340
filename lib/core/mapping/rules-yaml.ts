// The mapping file as YAML text, both ways.
import { type Document, LineCounter, parseDocument, stringify } from 'yaml'
import { yamlExcess } from '@/lib/core/inventory/yaml-limits'
import { type RulesFile, rulesFileSchema } from './rules-file'

/** Everything, except that keys that came later are left out while they are empty. */
export function rulesToYaml({ fates, sources, ...rules }: RulesFile): string {
  const later = { ...(fates.length > 0 ? { fates } : {}), ...(sources.length > 0 ? { sources } : {}) }
  return stringify({ ...rules, ...later }, { lineWidth: 0 })
}

/** Where more is wrong, the rest is a consequence as a rule. */
const mostProblems = 50

/**
 * The rules, or the problems with the text as plain sentences with their place. A text that is larger, deeper or has more
 * aliases than `fileLimits` allows is refused before it is parsed.
 */
export function rulesFromYaml(text: string): { rules: RulesFile } | { problems: string[] } {
  const excess = yamlExcess(text)
  if (excess !== null) return { problems: [excess] }
  const lines = new LineCounter()
  const document = parseDocument(text, { prettyErrors: false, lineCounter: lines, logLevel: 'silent' })
  if (document.errors.length > 0)
    return {
      problems: document.errors
        .slice(0, mostProblems)
        .map(({ pos, code }) => `Line ${Math.max(1, lines.linePos(pos[0]).line)}: not valid YAML (${code}).`),
    }
  const value = plainValue(document)
  if (!value) return { problems: ['The file has aliases that name nothing, or more of them than Cutover follows.'] }
  const parsed = rulesFileSchema.safeParse(value.plain)
  if (parsed.success) return { rules: parsed.data }
  return {
    problems: parsed.error.issues
      .slice(0, mostProblems)
      .map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`),
  }
}

/** Null where aliases cannot be resolved or multiply beyond reason: the library throws for both. */
function plainValue(document: Document): { plain: unknown } | null {
  try {
    return { plain: document.toJS({ maxAliasCount: 100 }) }
  } catch {
    return null
  }
}
