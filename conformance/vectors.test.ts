// The engine on every case that is kept with a server's answer: needs no server.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isObject } from '@/lib/core/trust/decode-field'
import { evaluateCase } from '@/lib/core/trust/evaluate-case'
import { parseExactJson } from '@/lib/core/trust/exact-json'
import { readTrustCase } from '@/lib/core/trust/read-trust-case'
import { disagreements } from './compare'
import { exactStringify } from './exact-stringify'
import type { Judgement } from './judge'
import { vectorsFolder } from './vectors-folder'

const files = readdirSync(vectorsFolder).filter((name) => name.endsWith('.json'))

describe('the engine', () => {
  it.each(files)('says of %s what the server said', (file) => {
    const text = readFileSync(path.join(vectorsFolder, file), 'utf8')
    const vector = parseExactJson(text)
    const server: { server: Judgement } = JSON.parse(text)
    const read = readTrustCase(exactStringify((isObject(vector) && vector.case) || null))
    if (!('given' in read)) throw new Error(read.error)
    expect(disagreements(evaluateCase(read.given), server.server)).toEqual([])
  })
})
