// The parts of the trust model, each under its heading, with a list of them on top.
import type { TrustBlock, TrustSection } from '@/lib/core/render/trust-model-section'
import { LineLink } from '../access/reason-link'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'
import { InlineMarkdown } from './inline-markdown'
import { TrustChecks } from './trust-checks'
import { TrustOutcomes } from './trust-outcomes'
import { TrustSteps } from './trust-steps'
import { TrustTable } from './trust-table'

export function TrustSections({ sections }: { sections: TrustSection[] }) {
  return (
    <>
      <nav aria-label="On this page" className="mb-3 print:hidden">
        <ol className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                className="rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-text"
              >
                {title}
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="space-y-3">
        {sections.map(({ id, title, blocks }) => (
          <div key={id} id={id} className="scroll-mt-4 print:break-inside-auto">
            <Card title={title}>
              <div className={id === 'files' ? 'gap-4 lg:columns-2 print:columns-1' : 'space-y-3 leading-[1.6]'}>
                {blocks.map((block) => (
                  <Block key={keyOf(block)} block={block} />
                ))}
              </div>
            </Card>
          </div>
        ))}
      </div>
    </>
  )
}

/** A section has one block of a kind, but for texts and files. */
function keyOf(block: TrustBlock): string {
  if (block.kind === 'text') return block.text
  return block.kind === 'file' ? block.path : block.kind
}

function Block({ block }: { block: TrustBlock }) {
  switch (block.kind) {
    case 'text':
      return (
        <p className="max-w-[90ch] [overflow-wrap:anywhere]">
          <InlineMarkdown text={block.text} />
        </p>
      )
    case 'list':
      return (
        <ul className="max-w-[96ch] list-disc space-y-1.5 pl-5 [overflow-wrap:anywhere]">
          {block.items.map((item) => (
            <li key={item} className="break-inside-avoid">
              <InlineMarkdown text={item} />
            </li>
          ))}
        </ul>
      )
    case 'table':
      return <TrustTable block={block} />
    case 'steps':
      return <TrustSteps label={block.label} steps={block.steps} />
    case 'checks':
      return <TrustChecks block={block} />
    case 'outcomes':
      return <TrustOutcomes outcomes={block.outcomes} />
    case 'file':
      return <File block={block} />
  }
}

function File({ block: { title, path, text, at } }: { block: Extract<TrustBlock, { kind: 'file' }> }) {
  return (
    <figure className="mb-3 break-inside-avoid">
      <figcaption className="mb-1 flex items-center gap-2 text-sm text-muted">
        {title}
        <span className="min-w-0 font-mono text-text [overflow-wrap:anywhere]">
          <LineLink at={at}>{path}</LineLink>
        </span>
        <span className="print:hidden">
          <CopyButton
            text={text}
            label={`the ${title.toLowerCase()}`}
            className="inline-flex size-6 items-center justify-center rounded-sm text-muted hover:bg-raised hover:text-text"
          />
        </span>
      </figcaption>
      <pre className="rounded-lg bg-raised px-3 py-2.5 text-sm leading-[18px] whitespace-pre-wrap [overflow-wrap:anywhere] print:border print:border-line">
        {text.trimEnd()}
      </pre>
    </figure>
  )
}
