// A unified diff of two texts with three lines of context.

type Line = { mark: ' ' | '+' | '-'; text: string }

/** The hunks only, without file headers, as GitLab's API gives them. */
export function unifiedDiff(before: string, after: string): string {
  const lines = compare(splitLines(before), splitLines(after))
  const wanted = lines.map((_, at) => lines.slice(Math.max(0, at - 3), at + 4).some(({ mark }) => mark !== ' '))
  let oldLine = 1
  let newLine = 1
  let result = ''
  for (let at = 0; at < lines.length; at += 1) {
    if (!wanted[at]) {
      oldLine += 1
      newLine += 1
      continue
    }
    let end = at
    while (wanted[end]) end += 1
    const hunk = lines.slice(at, end)
    const olds = hunk.filter(({ mark }) => mark !== '+').length
    const news = hunk.filter(({ mark }) => mark !== '-').length
    result += `@@ -${olds === 0 ? oldLine - 1 : oldLine},${olds} +${news === 0 ? newLine - 1 : newLine},${news} @@\n`
    for (const { mark, text } of hunk) {
      result += mark + text + (text.endsWith('\n') ? '' : '\n\\ No newline at end of file\n')
    }
    oldLine += olds
    newLine += news
    at = end - 1
  }
  return result
}

function splitLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/)
}

/** Longest common subsequence of lines; equal beginnings and ends are taken off first. */
function compare(a: string[], b: string[]): Line[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let tail = 0
  while (tail < a.length - start && tail < b.length - start && a[a.length - 1 - tail] === b[b.length - 1 - tail])
    tail += 1
  const same = (text: string): Line => ({ mark: ' ', text })
  return [
    ...a.slice(0, start).map(same),
    ...compareMiddle(a.slice(start, a.length - tail), b.slice(start, b.length - tail)),
    ...a.slice(a.length - tail).map(same),
  ]
}

function compareMiddle(a: string[], b: string[]): Line[] {
  const longest = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const cell = (i: number, j: number) => longest[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = longest[i]
      if (row !== undefined) row[j] = a[i] === b[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1))
    }
  }
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && left === right) {
      lines.push({ mark: ' ', text: left })
      i += 1
      j += 1
    } else if (left !== undefined && (right === undefined || cell(i + 1, j) >= cell(i, j + 1))) {
      lines.push({ mark: '-', text: left })
      i += 1
    } else if (right !== undefined) {
      lines.push({ mark: '+', text: right })
      j += 1
    }
  }
  return lines
}
