// Walks the pages of a connection, halving the page when GitLab gives up on it.
import { wasTooMuch } from './scan-reading'

/**
 * Starts with 100 a page; after a 503 or a timeout asks for half, down to one.
 * `save` is called after each page with its number, so that a killed scan goes on from there; `page` is null, and `missing`
 * true, where the connection is not shown to the token.
 */
export async function readPages<P extends { readings: unknown[]; next: string | null }>(
  read: (after: string | null, first: number) => Promise<P | null>,
  start: { after: string | null; number: number },
  save: (
    number: number,
    found: { readings: P['readings']; next: string | null; missing: boolean; page: P | null },
  ) => Promise<void>,
): Promise<void> {
  let { after, number } = start
  let size = 100
  for (;;) {
    let page: P | null
    try {
      page = await read(after, size)
    } catch (error) {
      if (!wasTooMuch(error) || size === 1) throw error
      size = Math.max(1, Math.floor(size / 2))
      continue
    }
    await save(number, { readings: page?.readings ?? [], next: page?.next ?? null, missing: page === null, page })
    if (!page || page.next === null) return
    after = page.next
    number += 1
  }
}
