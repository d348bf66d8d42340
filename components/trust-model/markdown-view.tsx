// Shows the Markdown that Cutover itself writes: headings, paragraphs, lists, tables, bold and code. No HTML, no links.
import { InlineMarkdown } from './inline-markdown'
import { type Block, markdownBlocks } from './markdown-blocks'

function BlockView({ block }: { block: Block }) {
  if (block.kind === 'paragraph')
    return (
      <p>
        <InlineMarkdown text={block.text} />
      </p>
    )
  if (block.kind === 'list') {
    return (
      <ul className="list-disc space-y-1.5 pl-5">
        {block.items.map((item) => (
          <li key={item}>
            <InlineMarkdown text={item} />
          </li>
        ))}
      </ul>
    )
  }
  if (block.kind === 'heading') {
    // The page has its own heading of the first level.
    if (block.level === 1) return null
    if (block.level === 2)
      return (
        <h2 className="pt-3 text-lg font-semibold">
          <InlineMarkdown text={block.text} />
        </h2>
      )
    return (
      <h3 className="pt-2 font-semibold">
        <InlineMarkdown text={block.text} />
      </h3>
    )
  }
  return (
    <div className="thin-scroll overflow-x-auto rounded-lg border border-line">
      <table className="w-full [overflow-wrap:break-word]">
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col" className="px-3 py-1.5 text-left text-sm font-medium text-muted">
                <InlineMarkdown text={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, column) => (
                <td key={block.head[column]} className="border-t border-line px-3 py-1.5">
                  <InlineMarkdown text={cell} />
                </td>
              ))}
            </tr>
          ))}
          {block.rows.length === 0 ? (
            <tr>
              <td colSpan={block.head.length} className="border-t border-line px-3 py-1.5 text-muted">
                None is declared yet.
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  )
}

export function MarkdownView({ text }: { text: string }) {
  return (
    <div className="max-w-[86ch] space-y-3 leading-[1.6] [overflow-wrap:anywhere]">
      {markdownBlocks(text).map((block) => (
        <BlockView key={block.key} block={block} />
      ))}
    </div>
  )
}
