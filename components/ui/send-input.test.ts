import { expect, it, vi } from 'vitest'
import { largestBody, largestInput } from '@/lib/core/inventory/largest-input'
import { sendInput } from './send-input'

const action = () => vi.fn(async () => ({ ok: true, value: 7 }) as const)

it('sends what fits and gives the answer back', async () => {
  const sent = action()
  const input = { text: 'x'.repeat(largestInput - '{"text":""}'.length) }
  expect(await sendInput(sent, input)).toEqual({ ok: true, value: 7 })
  expect(sent).toHaveBeenCalledWith(input)
})

it.each([
  ['characters', { text: 'x'.repeat(largestInput) }, /2,000,011 characters; 2,000,000 can be sent/],
  [
    'bytes, where few characters are many bytes',
    { text: '\u8a9e'.repeat(largestBody / 2.9) },
    /bytes; 4,000,000 can be/,
  ],
])('sends nothing that has too many %s, and says so', async (_, input, reason) => {
  const sent = action()
  const answer = await sendInput(sent, input)
  expect(answer).toEqual({ ok: false, message: expect.stringMatching(reason) })
  expect(sent).not.toHaveBeenCalled()
})
