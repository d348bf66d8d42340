// Templates of the rules file: names in braces, replaced by what is known of a variable or role.

export const templateNames = [
  'project_id',
  'project_path',
  'group_path',
  'environment',
  'key',
  'scope',
  'protected',
] as const

export type TemplateName = (typeof templateNames)[number]

/** What each name stands for; null where there is nothing, such as the project of a group's variable. */
export type TemplateValues = Record<TemplateName, string | null>

/** The text, with the names that no template knows and those that have no value here; both stay as written. */
export type Expanded = { text: string; unknown: string[]; missing: TemplateName[] }

/**
 * Replaces each `{name}` of the template. Braces around anything else than letters and underscores are plain text.
 * Values are inserted as they are and not expanded again.
 */
export function expandTemplate(template: string, values: TemplateValues): Expanded {
  const unknown: string[] = []
  const missing: TemplateName[] = []
  const text = template.replace(/\{([A-Za-z_]+)\}/g, (whole, name: string) => {
    const known = templateNames.find((candidate) => candidate === name)
    if (known === undefined) {
      unknown.push(name)
      return whole
    }
    const value = values[known]
    if (value === null) missing.push(known)
    return value ?? whole
  })
  return { text, unknown, missing }
}

/**
 * An environment or scope as one part of a path: the name as it is; `any` for none, for scope `*` and for one path that
 * several environments share; a pattern without its stars, so `review` for `review/*`.
 */
export function environmentPart(nameOrPattern: string | null): string {
  if (nameOrPattern === null) return 'any'
  if (!nameOrPattern.includes('*')) return nameOrPattern
  const rest = nameOrPattern
    .replaceAll('*', '')
    .replace(/\/{2,}/g, '/')
    .replace(/^[/_.-]+|[/_.-]+$/g, '')
  return rest === '' ? 'any' : rest
}
