// A file that a person chose, as text.
import { largestBody } from '@/lib/core/inventory/largest-input'

const most = 1_900_000
/** Below what one action takes, since quotes and line ends are sent as two characters. */
const mostBytes = largestBody - 200_000

/** UTF-8 only: other bytes would arrive as other names than meant. */
export async function readUpload(file: Blob): Promise<{ text: string } | { problem: string }> {
  if (file.size > mostBytes)
    return {
      problem: `The file has ${file.size.toLocaleString('en')} bytes; ${mostBytes.toLocaleString('en')} fit. Split it by lines and keep the first line in each part.`,
    }
  const bytes = await file.arrayBuffer()
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (text.length > most)
      return {
        problem: `The file has ${text.length.toLocaleString('en')} characters; ${most.toLocaleString('en')} fit. Split it by lines and keep the first line in each part.`,
      }
    return text.trim() === '' ? { problem: 'The file is empty.' } : { text }
  } catch {
    return { problem: 'The file is not UTF-8. In Excel, save it as “CSV UTF-8 (comma delimited)”.' }
  }
}
