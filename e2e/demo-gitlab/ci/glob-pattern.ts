// A path pattern with `*`, `**` and `?` as a regular expression.

export function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_whole, list: string) => `(${list.replaceAll(',', '|')})`)
    .replace(/\*\*\/|\*\*|\*|\?/g, (mark) => {
      if (mark === '**/') return '(?:.*/)?'
      if (mark === '**') return '.*'
      return mark === '*' ? '[^/]*' : '[^/]'
    })
  return new RegExp(`^${source}$`)
}
