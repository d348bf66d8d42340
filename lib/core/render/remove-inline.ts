// A CI file without the blocks that Cutover put into its jobs.
import type { Refusal } from './ci-file'
import { findFrames, withoutFrames } from './framed-text'

/**
 * Takes the text of a CI file; gives it without the framed text in its jobs, byte for byte as before the splice, or
 * `broken_frame` with the line of a mark that has no partner. The framed `include:` entry stays.
 */
export function removeInline(text: string): { text: string } | { refused: Refusal[] } {
  const found = findFrames(text)
  if ('broken' in found) return { refused: [{ job: null, reason: 'broken_frame', line: found.broken }] }
  return {
    text: withoutFrames(
      text,
      found.frames.filter((frame) => !frame.include),
    ),
  }
}
