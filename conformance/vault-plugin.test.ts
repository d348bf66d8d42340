// The engine and Vault's own JWT plugin: where `npm run conformance` has built it, and always where CI=true.
import process from 'node:process'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildProgram, builtProgram, vaultPlugin } from './build-program'
import { cacheFolder } from './cache-folder'
import { findingTexts } from './report-text'
import { runPlugin } from './vault-plugin-judge'

const fresh = Math.floor(Math.random() * 2 ** 31)
const cache = cacheFolder(process.env)

let program = ''
let skip = ''

beforeAll(async () => {
  const { file, built } = await builtProgram(cache, vaultPlugin)
  if (built) program = file
  else if (process.env.CI !== 'true') skip = "Vault's JWT plugin is not built: run npm run conformance once"
  else {
    const result = await buildProgram(cache, vaultPlugin, (line) => process.stderr.write(`${line}\n`))
    if ('skip' in result) throw new Error(result.skip)
    program = result.file
  }
}, 900_000)

describe("the engine and the JWT plugin of HashiCorp's Vault", () => {
  it.for([
    ['a fixed seed', 20_240_901],
    [`the fresh seed ${fresh}`, fresh],
  ] as const)('agree on 1,000 pairs of %s', async ([, seed], context) => {
    if (program === '') {
      process.stderr.write(`Not compared with Vault: ${skip}.\n`)
      return context.skip(skip)
    }
    const { findings } = await runPlugin(program, { pairs: 1000, seed })
    expect(findingTexts(seed, findings)).toEqual([])
  })
})
