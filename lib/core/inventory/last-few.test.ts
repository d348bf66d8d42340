import { describe, expect, it, vi } from 'vitest'
import { lastFew } from './last-few'

describe('a function that remembers its last few answers', () => {
  it('gives the same object for a text that it had lately, and works once', () => {
    const work = vi.fn((text: string) => ({ text }))
    const read = lastFew(work, { most: 2 })
    expect(read('a')).toBe(read('a'))
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('forgets what was not asked for the longest time', () => {
    const work = vi.fn((text: string) => ({ text }))
    const read = lastFew(work, { most: 2 })
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) expect(read(text)).toEqual({ text })
    expect(work.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b'])
  })

  it('keeps no more text than it may, and none that is too long by itself', () => {
    const work = vi.fn((text: string) => text.length)
    const read = lastFew(work, { most: 10, characters: 5 })
    for (const text of ['aaa', 'bb', 'cc', 'bb', 'aaa', 'longer', 'longer']) expect(read(text)).toBe(text.length)
    expect(work.mock.calls.flat()).toEqual(['aaa', 'bb', 'cc', 'aaa', 'longer', 'longer'])
  })

  it('remembers an answer that is nothing', () => {
    const work = vi.fn((): null => null)
    const read = lastFew(work)
    expect([read('a'), read('a')]).toEqual([null, null])
    expect(work).toHaveBeenCalledTimes(1)
  })
})
