// Whether a mount, path and field name exactly one place in Vault, for Vault, for a policy and for GitLab Runner alike.

const maxBytes = 512

/**
 * Gives the reasons why this target cannot be used, empty when it can.
 * Sources: GitLab Runner joins mount and path with Go's `path.Join`, which drops empty parts and resolves `..`
 * (`helpers/vault/secret_engines/kv_v2`), and expands `$` first (`common/spec`); in a policy `*`, `+` and `{{` are no
 * literals (OpenBao `vault/policy.go`); 512 bytes is the key limit of the Consul storage.
 */
export function vaultPathProblems(target: { mount: string; path: string; field: string }): string[] {
  const { mount, path, field } = target
  const reasons = [...segmentProblems('mount', mount), ...segmentProblems('path', path), ...fieldProblems(field)]
  if (bytes(`${mount}/data/${path}`) > maxBytes) reasons.push(`Mount and path together are over ${maxBytes} bytes`)
  return reasons
}

/**
 * Reasons against a template as it was typed: KV v2 adds `data/` between mount and path by itself. A group that is
 * called `data` is fine, so this looks at the template and not at what it becomes.
 */
export function templateConfusions(template: { mount: string; path: string }): string[] {
  const first = /^(data|metadata)(\/|$)/.exec(template.path)?.[1]
  return [
    ...(first === undefined ? [] : [`The path begins with ${first}/, which KV v2 adds by itself`]),
    ...(/\/(data|metadata)\/?$/.test(template.mount) ? ['The mount ends with a part that KV v2 adds by itself'] : []),
  ]
}

function segmentProblems(what: 'mount' | 'path', text: string): string[] {
  if (text === '') return [`The ${what} is empty`]
  const reasons: string[] = []
  if (text.startsWith('/')) reasons.push(`The ${what} begins with a slash`)
  if (text.endsWith('/')) reasons.push(`The ${what} ends with a slash`)
  const segments = text.replace(/^\/|\/$/g, '').split('/')
  if (segments.includes('')) reasons.push(`The ${what} has an empty part`)
  if (segments.some((segment) => segment === '.' || segment === '..')) reasons.push(`The ${what} has a part . or ..`)
  if (segments.some((segment) => segment !== segment.trim())) {
    reasons.push(`A part of the ${what} begins or ends with a space`)
  }
  if (text.includes('*') || segments.some((segment) => segment.startsWith('+'))) {
    reasons.push(`The ${what} has a wildcard * or +`)
  }
  if (/\{\{|\}\}/.test(text)) reasons.push(`The ${what} has {{ or }}, which a policy takes for a template`)
  if (text.includes('$')) reasons.push(`The ${what} has a $, which GitLab Runner expands`)
  if (/[?#%\\]/.test(text)) reasons.push(`The ${what} has one of ? # % \\, which do not survive in an address`)
  if (hasControl(text)) reasons.push(`The ${what} has a control character`)
  return reasons
}

function fieldProblems(field: string): string[] {
  const reasons: string[] = []
  if (field === '') reasons.push('The field is empty')
  if (field !== field.trim()) reasons.push('The field begins or ends with a space')
  if (field.includes('$')) reasons.push('The field has a $, which GitLab Runner expands')
  if (hasControl(field)) reasons.push('The field has a control character')
  if (bytes(field) > maxBytes) reasons.push(`The field is over ${maxBytes} bytes`)
  return reasons
}

/** Controls, separators of lines, and characters that turn the reading direction or show nothing. */
function hasControl(text: string): boolean {
  return /[\p{Cc}\p{Cs}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u.test(text)
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
