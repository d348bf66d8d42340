// A moment as policies give it.

/**
 * Gives Unix seconds of an RFC 3339 time or of a whole number; null for any other text. Source:
 * hashicorp/go-secure-stdlib `parseutil` v0.2.0 (ParseAbsoluteTime).
 */
export function parseAbsoluteTime(text: string): number | null {
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const milliseconds = Date.parse(text.replace(',', '.'))
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000
}
