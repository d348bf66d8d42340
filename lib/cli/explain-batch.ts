// `cutover explain --batch`: trust cases in JSON Lines, one verdict for each, in order.
import { createReadStream } from 'node:fs'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import { readTrustCase } from '@/lib/core/trust/read-trust-case'
import { type ExitCode, type Io, WrongUse } from './command'

/** Verdicts are written in pieces of about this many characters. */
const pieceSize = 64 * 1024

/**
 * Evaluates each line and writes its verdict, or `{"id"?, "error"}` for a line that is no case. Empty lines are passed
 * over. `write` may give a promise, which is waited for before more is read. Gives 1 if a line was no case, else 0.
 */
export async function explainBatch(
  lines: AsyncIterable<string>,
  write: (text: string) => void | Promise<void>,
): Promise<0 | 1> {
  let code: 0 | 1 = 0
  let piece = ''
  for await (const line of lines) {
    if (line.trim() === '') continue
    const answer = verdictOf(line)
    if ('error' in answer) code = 1
    piece += `${JSON.stringify(answer)}\n`
    if (piece.length < pieceSize) continue
    await write(piece)
    piece = ''
  }
  if (piece !== '') await write(piece)
  return code
}

/** What is nested so deeply that reading it ends the stack is no case either. */
function verdictOf(line: string) {
  try {
    const read = readTrustCase(line)
    return 'error' in read ? read : { id: read.id, ...evaluateCase(read.given) }
  } catch (error) {
    if (error instanceof RangeError) return { error: 'Nested too deeply' }
    throw error
  }
}

/** The form with `--batch`: takes the arguments after `explain`. Throws WrongUse for a file that cannot be read. */
export async function explain(argv: string[], io: Io): Promise<ExitCode> {
  const { values } = parseArgs({ args: argv, options: { batch: { type: 'string' } } })
  if (values.batch === undefined) throw new WrongUse('--batch needs a file, or - for standard input.')
  const input = values.batch === '-' ? process.stdin : createReadStream(values.batch)
  const failed = new Promise<never>((_, reject) => {
    input.once('error', (error: Error) => reject(new WrongUse(`Cannot read ${values.batch}: ${error.message}.`)))
  })
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  return await Promise.race([explainBatch(lines, (text) => writeTo(io, text)), failed])
}

/** Standard output is given time to drain, so that a slow reader costs no memory. */
async function writeTo(io: Io, text: string): Promise<void> {
  io.stdout(text)
  if (process.stdout.writableNeedDrain) await new Promise((resolve) => process.stdout.once('drain', resolve))
}
