// Cuts the Markdown that Cutover writes into blocks.

export type Block = { key: string } & (
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
)

/** The cells of a table row; `\|` is part of a cell. */
function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
}

function blockOf(part: string, key: string): Block {
  const lines = part.split('\n')
  const heading = /^(#{1,6}) (.+)$/.exec(part)
  if (heading && lines.length === 1)
    return { key, kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' }
  if (lines.every((line) => line.startsWith('- '))) {
    return { key, kind: 'list', items: lines.map((line) => line.slice(2)) }
  }
  const [head, rule, ...rows] = lines
  if (head?.startsWith('|') && rule && /^\|[\s:|-]+\|?$/.test(rule)) {
    return { key, kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) }
  }
  return { key, kind: 'paragraph', text: lines.join(' ') }
}

/** Blocks are what stands between empty lines. */
export function markdownBlocks(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part, index) => blockOf(part, `${index}`))
}
