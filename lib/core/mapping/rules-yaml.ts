// The mapping file as YAML text, both ways.
import { type Document, parseDocument, stringify } from 'yaml'
import { type RulesFile, rulesFileSchema } from './rules-file'

/** Everything, except that keys that came later are left out while they are empty. */
export function rulesToYaml({ fates, sources, ...rules }: RulesFile): string {
  const later = { ...(fates.length > 0 ? { fates } : {}), ...(sources.length > 0 ? { sources } : {}) }
  return stringify({ ...rules, ...later }, { lineWidth: 0 })
}

/** The rules, or every problem with the text as plain sentences with their place. */
export function rulesFromYaml(text: string): { rules: RulesFile } | { problems: string[] } {
  const document = parseDocument(text, { prettyErrors: true })
  if (document.errors.length > 0)
    return {
      problems: document.errors.map((error) => `Line ${error.linePos?.[0].line ?? 1}: not valid YAML (${error.code}).`),
    }
  const value = plainValue(document)
  if (!value) return { problems: ['The file has aliases that name nothing, or more of them than Cutover follows.'] }
  const parsed = rulesFileSchema.safeParse(value.plain)
  if (parsed.success) return { rules: parsed.data }
  return { problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`) }
}

/** Null where aliases cannot be resolved or multiply beyond reason: the library throws for both. */
function plainValue(document: Document): { plain: unknown } | null {
  try {
    return { plain: document.toJS({ maxAliasCount: 100 }) }
  } catch {
    return null
  }
}
