// Walks the pages of a connection, halving the page when GitLab gives up on it.
import { wasTooMuch } from './scan-reading'

type Page<T> = { readings: T[]; next: string | null }

/**
 * Starts with 100 a page; after a 503 or a timeout asks for half, down to one.
 * `save` is called after each page with its number, so that a killed scan goes on from there.
 */
export async function readPages<T>(
  read: (after: string | null, first: number) => Promise<Page<T> | null>,
  start: { after: string | null; number: number },
  save: (number: number, page: Page<T> & { missing: boolean }) => Promise<void>,
): Promise<void> {
  let { after, number } = start
  let size = 100
  for (;;) {
    try {
      const page = await read(after, size)
      await save(number, { readings: page?.readings ?? [], next: page?.next ?? null, missing: page === null })
      if (!page || page.next === null) return
      after = page.next
      number += 1
    } catch (error) {
      if (!wasTooMuch(error) || size === 1) throw error
      size = Math.max(1, Math.floor(size / 2))
    }
  }
}
