// Identity templates in the paths of a policy.

/** Who logged in, as far as templates tell; undefined where the value cannot be known before the login. */
export type TemplateIdentity = {
  entityId?: string
  entityName?: string
  /** The aliases by the accessor of their mount. */
  alias: (accessor: string) => { id?: string; name: string; metadata: Readonly<Record<string, string>> } | null
  /** Names and ids of groups. */
  groups: { id: string; name: string }[]
}

/** Whether a path has templates; null where the braces do not match. */
export function isTemplated(key: string): boolean | null {
  const pieces = splitTemplate(key)
  return pieces && pieces.length > 1
}

/** The text before the first template, then for each template what is in it and what follows. */
function splitTemplate(key: string): [directive: string, text: string][] | null {
  const [first = '', ...rest] = key.split('{{')
  if (first.includes('}}')) return null
  const pieces: [string, string][] = [['', first]]
  for (const piece of rest) {
    const [directive = '', text, more] = piece.split('}}')
    if (text === undefined || more !== undefined) return null
    pieces.push([directive.trim(), text])
  }
  return pieces
}

/**
 * Puts the identity's values in; null where one has none, which drops the block. Source: OpenBao
 * `sdk/helper/identitytpl/templating.go` (PopulateString, performTemplating) in the mode for policies.
 */
export function fillTemplate(key: string, identity: TemplateIdentity, refuses: RegExp | null): string | null {
  let filled = ''
  for (const [at, [directive, text]] of (splitTemplate(key) ?? []).entries()) {
    if (at > 0) {
      const value = textFor(directive, identity)
      if (value === null || refuses?.test(value)) return null
      filled += value
    }
    filled += text
  }
  return filled
}

function textFor(directive: string, identity: TemplateIdentity): string | null {
  if (directive === 'identity.entity.id') return identity.entityId || null
  if (directive === 'identity.entity.name') return identity.entityName || null
  const alias = /^identity\.entity\.aliases\.([^.]*)\.(.+)$/su.exec(directive)
  if (alias) return aliasValue(alias[2] ?? '', identity.alias(alias[1] ?? ''))
  const group = /^identity\.groups\.(ids|names)\.(.+)\.(id|name)$/su.exec(directive)
  if (!group) return null
  const found = identity.groups.find(({ id, name }) => (group[1] === 'ids' ? id : name) === group[2])
  return (group[3] === 'id' ? found?.id : found?.name) || null
}

function aliasValue(selector: string, alias: ReturnType<TemplateIdentity['alias']>): string | null {
  if (alias === null) return null
  if (selector === 'id') return alias.id || null
  if (selector === 'name') return alias.name || null
  const [, name] = /^metadata\.(.*)$/su.exec(selector) ?? []
  if (name === undefined || !Object.hasOwn(alias.metadata, name)) return null
  return alias.metadata[name] ?? null
}
