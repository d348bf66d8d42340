// Markdown is cut into the blocks that it has.
import { expect, it } from 'vitest'
import { renderFailureModes } from '@/lib/core/render/failure-modes'
import { markdownBlocks } from './markdown-blocks'

it('tells headings, lists, tables and paragraphs apart', () => {
  const blocks = markdownBlocks('# A\n\nOne\ntwo\n\n- x\n- y\n\n| h | i |\n| --- | --- |\n| a\\|b | c |\n')
  expect(blocks.map(({ key, ...block }) => block)).toEqual([
    { kind: 'heading', level: 1, text: 'A' },
    { kind: 'paragraph', text: 'One two' },
    { kind: 'list', items: ['x', 'y'] },
    { kind: 'table', head: ['h', 'i'], rows: [['a\\|b', 'c']] },
  ])
})

it('leaves no Markdown sign of a block in the page that is handed over', () => {
  for (const block of markdownBlocks(renderFailureModes())) {
    if (block.kind === 'paragraph' || block.kind === 'heading') expect(block.text).not.toMatch(/^(#|\||- )/)
  }
})
