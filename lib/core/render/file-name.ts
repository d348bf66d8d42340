// A foreign name as the name of one file.

/**
 * Takes any name and gives one path segment that is neither hidden nor a step upwards. Names as Vault takes them for
 * roles (letters, digits, `_`, `.`, `-`) come back as they are; other characters as `%` and two hexadecimal digits for
 * each byte, so two names never share a file.
 */
export function fileName(name: string): string {
  const bytes = new TextEncoder().encode(name)
  const text = Array.from(bytes, (byte, at) => {
    const char = String.fromCharCode(byte)
    const safe = at === 0 ? /[A-Za-z0-9_]/ : /[A-Za-z0-9_.-]/
    return safe.test(char) ? char : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`
  }).join('')
  return text === '' ? '%' : text
}
