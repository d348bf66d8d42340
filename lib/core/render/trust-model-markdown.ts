// The trust model as Markdown.
import { markdownCode, markdownText } from './markdown-text'
import type { TrustBlock, TrustCheck, TrustOutcome, TrustSection } from './trust-model-section'

/** Takes the parts; gives headings, lists, tables and code blocks. A file is fenced by more backticks than it holds. */
export function trustModelMarkdown(sections: readonly TrustSection[]): string {
  return sections.map(({ title, blocks }) => [`## ${title}`, ...blocks.map(blockText)].join('\n\n')).join('\n\n')
}

function blockText(block: TrustBlock): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n')
    case 'table':
      return table(block.head, block.rows)
    case 'steps':
      return block.steps
        .map(({ who, does, facts }, at) => {
          const lines = facts.map(({ name, values }) => `   - ${name}: ${values.map(markdownCode).join(', ')}`)
          return [`${at + 1}. **${who}** ${does}`, ...lines].join('\n')
        })
        .join('\n')
    case 'checks':
      return table(
        ['Check', 'Vault wants', block.asked, block.beside],
        block.checks.map((check) => [check.name, check.want, verdict(check.asked), verdict(check.beside)]),
      )
    case 'outcomes':
      return block.outcomes.map(outcomeText).join('\n\n')
    case 'file':
      return `**${block.title}** ${markdownCode(block.path)}\n\n${fenced(block.text, block.language)}`
  }
}

function outcomeText({ title, verdict: words, log, reach }: TrustOutcome): string {
  const parts = [`### ${title}`, words]
  if (log !== null) {
    parts.push(
      log.texts.length > 1 ? 'The job log ends with one of these:' : 'The job log ends with:',
      fenced(log.texts.map((line) => `${log.head} ${line}`).join('\n'), 'text'),
    )
  }
  return [...parts, reach].join('\n\n')
}

function verdict({ got, holds }: TrustCheck['asked']): string {
  return `${holds ? '✓' : '**✗**'} ${got}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head.map(markdownText)), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function fenced(content: string, language: string): string {
  const runs = content.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1)
  return `${fence}${language}\n${content.replace(/\n+$/, '')}\n${fence}`
}
