// A text as one field of a CSV file.

/**
 * Takes any text and gives one CSV field, quoted as RFC 4180 §2 says. A text that a spreadsheet would run as a formula
 * (it starts with `=`, `+`, `-`, `@`, tab or carriage return) gets a leading `'`: OWASP, CSV Injection.
 */
export function csvField(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
