// A text as one word of a POSIX shell.

/**
 * Takes any text and gives one word that a POSIX shell reads back as that text: always single-quoted, since nothing is
 * special inside single quotes (POSIX.1-2017, Shell Command Language §2.2.2). The only way of foreign text into a script.
 * Throws a RangeError for a NUL character, which no shell word can hold.
 */
export function shellQuote(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell word cannot hold a NUL character')
  return `'${text.replaceAll("'", "'\\''")}'`
}
