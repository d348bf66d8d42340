// Names and shapes of a `.env` file. Runs in the browser: what it gives back holds no value.

export type EnvKey = { key: string; line: number; shape: ('empty' | 'multiline' | 'expands')[] }

/** `skipped` are numbers of lines that are neither an assignment, a comment nor empty. */
export type EnvFile = { keys: EnvKey[]; skipped: number[] }

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=[ \t]*(.*)$/

/**
 * Reads the form that dotenv, docker compose and `source` share: `KEY=value`, `export KEY=…`, quotes of three kinds that
 * may go over several lines, `#` comments. Of two lines for one key the later one counts, as there.
 */
export function readEnvFile(text: string): EnvFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const keys = new Map<string, EnvKey>()
  const skipped: number[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (/^\s*(?:#.*)?$/.test(line)) continue
    const [, key, rest = ''] = assignment.exec(line) ?? []
    if (key === undefined) {
      skipped.push(at + 1)
      continue
    }
    const number = at + 1
    const end = closingLine(lines, at, rest)
    const held = [rest, ...lines.slice(at + 1, end + 1)].join('\n')
    at = end
    keys.delete(key)
    keys.set(key, { key, line: number, shape: shapeOf(held, end > number - 1) })
  }
  return { keys: [...keys.values()], skipped }
}

/** The line on which a quoted value ends; its own where it is not quoted or never closed. */
function closingLine(lines: readonly string[], at: number, rest: string): number {
  const quote = rest.charAt(0)
  if (quote !== '"' && quote !== "'" && quote !== '`') return at
  const closes = (text: string) => (quote === '"' ? /(?:^|[^\\])(?:\\\\)*"/.test(text) : text.includes(quote))
  if (closes(rest.slice(1))) return at
  for (let next = at + 1; next < lines.length; next += 1) if (closes(lines[next] ?? '')) return next
  return at
}

function shapeOf(held: string, multiline: boolean): EnvKey['shape'] {
  const quote = held.charAt(0)
  const bare = quote === '"' || quote === "'" || quote === '`' ? held.slice(1) : held.replace(/(?:^|\s)#.*$/, '')
  const empty = bare.trim() === '' || bare.trim() === quote
  return [
    ...(empty ? (['empty'] as const) : []),
    ...(multiline ? (['multiline'] as const) : []),
    ...(quote !== "'" && /\$(?:\w|\{|\()/.test(bare) ? (['expands'] as const) : []),
  ]
}
