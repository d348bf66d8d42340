// A foreign text in Markdown: as plain text or as a code span.

/**
 * Takes any text and gives Markdown that shows it as plain text in a paragraph or a table cell: no HTML, links,
 * mentions, GitLab references, emoji codes or quick actions. Newlines become spaces; other control characters and those
 * that turn the reading direction become U+FFFD. Put spaces around it in a table row.
 * Sources: GFM §2.4 (every ASCII punctuation character can be escaped), §4.10 (tables), §6.9 (autolinks);
 * GitLab `lib/banzai/filter/markdown_pre_escape_filter.rb` (an escaped reference character starts no reference).
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*{}[\]<>#+!|~^=@&$%:"]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9]_*)_|_(?!_*[A-Za-z0-9])/g, '\\_')
    .replace(/^(\s*)([-/])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replace(/^ +| +$/g, (spaces) => '&#32;'.repeat(spaces.length))
}

/**
 * Takes any text and gives Markdown that shows it as code, in a paragraph or a table cell. The fence is longer than any
 * run of backticks inside (GFM §6.3). A text with a `|` becomes plain text instead: inside a table a code span needs it
 * escaped, outside it must not be (GFM §4.10), and this must be right in both places. Newlines become spaces.
 */
export function markdownCode(text: string): string {
  const line = oneLine(text)
  if (line.includes('|') || line.trim() === '') return markdownText(line)
  const runs = line.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1)
  const pad = /^[` ]|[` ]$/.test(line) ? ' ' : ''
  return `${fence}${pad}${line}${pad}${fence}`
}

function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/\r\n|[\n\r\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '\ufffd')
}
