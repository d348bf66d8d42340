// Tests of the pages that are handed over.
import { describe, expect, test } from 'vitest'
import { failureModes } from './failure-mode'
import { renderFailureModes } from './failure-modes'

describe('failure modes', () => {
  test('each text stands once, under its stage', () => {
    const headings = renderFailureModes().match(/^### /gm) ?? []
    expect(headings).toHaveLength(failureModes.length)
    expect(new Set(failureModes.map(({ text }) => text)).size).toBe(failureModes.length)
  })

  test('the text that Vault prints can be found letter by letter', () => {
    expect(renderFailureModes()).toContain(
      '`api error: status code 400: error validating claims: claim "…" is missing`',
    )
  })
})
