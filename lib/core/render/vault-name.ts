// Names of roles and policies in Vault's syntax.
import { expandTemplate, type TemplateName, type TemplateValues } from '@/lib/core/mapping/expand-template'

/** Source: OpenBao `sdk/framework` (GenericNameRegex), used by `auth/jwt/role/:name`; names are lower-cased. */
export function isVaultName(name: string): boolean {
  return /^[a-z0-9_](([a-z0-9_.-]+)?[a-z0-9_])?$/.test(name)
}

/** A foreign text as a part of a name: lower case, and `-` for each run of characters that no name may hold. */
export function namePart(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9_.-]+/g, '-')
}

export type NamedByTemplate = { name: string; unknown: string[]; missing: TemplateName[] }

/** Expands a template for a name: values are made fit, the template's own text is only lower-cased. */
export function nameByTemplate(template: string, values: TemplateValues): NamedByTemplate {
  const clean = (value: string | null) => (value === null ? null : namePart(value))
  const expanded = expandTemplate(template, {
    project_id: clean(values.project_id),
    project_path: clean(values.project_path),
    group_path: clean(values.group_path),
    environment: clean(values.environment),
    key: clean(values.key),
    scope: clean(values.scope),
    protected: clean(values.protected),
  })
  return { name: expanded.text.toLowerCase(), unknown: expanded.unknown, missing: expanded.missing }
}

/** Joins parts with `-`, made fit and without `-` or `.` at the ends. */
export function joinName(...parts: string[]): string {
  return parts.map((part) => namePart(part).replace(/^[-.]+|[-.]+$/g, '')).join('-')
}

/** Six letters and digits that tell texts apart whose names would be the same (FNV-1a, 32 bits). No security rests on it. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(36).padStart(6, '0').slice(-6)
}
