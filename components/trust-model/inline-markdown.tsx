// One line of the Markdown that Cutover itself writes: bold, code, and characters that are escaped. No HTML, no links.
import type { ReactNode } from 'react'

export function InlineMarkdown({ text }: { text: string }): ReactNode {
  const match = /\\([!-/:-@[-`{-~])|(`+) ?(.+?) ?\2(?!`)|\*\*(.+?)\*\*/.exec(text)
  if (!match) return text
  const [whole, escaped, , code, bold] = match
  return (
    <>
      {text.slice(0, match.index)}
      {escaped ?? null}
      {code === undefined ? null : (
        <code className="rounded-sm bg-raised px-1 text-[0.92em] font-normal [box-decoration-break:clone]">{code}</code>
      )}
      {bold === undefined ? null : (
        <strong className="font-semibold">
          <InlineMarkdown text={bold} />
        </strong>
      )}
      <InlineMarkdown text={text.slice(match.index + whole.length)} />
    </>
  )
}
