// Tests of the JSON reader with the awk programs of this machine, against JSON.parse.
import { execFileSync, spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonReader } from './json-reader'

const commands: [string, string[]][] = [
  ['awk', []],
  ['mawk', []],
  ['gawk', []],
  ['gawk', ['--posix']],
  ['original-awk', []],
  ['busybox', ['awk']],
]
const present = commands.filter(([name, args]) => spawnSync(name, [...args, 'BEGIN { exit 0 }']).status === 0)

/** Reads the value as a script does: by `printf %b`, with the end of the text kept. */
function read([command, args]: [string, string[]], json: string, way: string[]): { status: number; text: string } {
  const script = 'out=$("$@") || exit $?; printf %b "$out"'
  const done = spawnSync('sh', ['-c', script, 'sh', command, ...args, jsonReader], {
    input: json,
    env: { NODE_ENV: 'test', PATH: process.env.PATH ?? '', LC_ALL: 'C', CUTOVER_WAY: way.join('\n') },
  })
  return { status: done.status ?? -1, text: done.stdout.toString('utf8') }
}

/** As some servers write it: every character of the text as an escape. */
function escaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`
}

const text = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('\\', '"', '\n', '$', '`', '%', "'", '\\n', '\\0101', 'é', '😀', '\t', '\r\n', '/'), {
        maxLength: 20,
      })
      .map((parts) => parts.join('')),
  )
  .map((one) => one.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd'))

describe.each(present)('%s %j', (command, args) => {
  const awk: [string, string[]] = [command, args]

  test('gives every text byte for byte, however JSON writes it, among others', () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (value, other, asEscapes) => {
        const json = JSON.stringify({ other, data: { data: { other, key: 'VALUE' }, metadata: [other, {}] } })
        const written = asEscapes ? escaped(value) : JSON.stringify(value)
        expect(
          read(
            awk,
            json.replace('"VALUE"', () => written),
            ['data', 'data', 'key'],
          ),
        ).toEqual({
          status: 0,
          text: value,
        })
      }),
      { numRuns: 60 },
    )
  })

  test('finds a name as it is meant, not as it is written', () => {
    const json = String.raw`{"d\u00e9j\u00e0 \"vu\"": {"a\/b": ["no", "yes"]}}`
    expect(read(awk, json, ['déjà "vu"', 'a/b', '1'])).toEqual({ status: 0, text: 'yes' })
  })

  test('gives numbers and booleans as written, and tells apart what is not there, no text, a NUL and no JSON', () => {
    const json = ' { "n" : -1.50e3 , "b": true, "x": null, "m": {}, "l": [1], "z": "a\\u0000b" }\n'
    const status = (way: string) => read(awk, json, [way]).status
    expect(read(awk, json, ['n'])).toEqual({ status: 0, text: '-1.50e3' })
    expect(read(awk, json, ['b']).text).toBe('true')
    expect(['x', 'absent', 'm', 'l', 'z'].map(status)).toEqual([1, 1, 2, 2, 3])
    const broken = [
      '',
      '{',
      '{"a"',
      '{"a":1',
      '{"a":"',
      '{"a":"\\q"}',
      '<html>',
      '{"a":1}}',
      '{"a":1,}',
      '{"a":"\\u12"}',
    ]
    expect(broken.map((one) => read(awk, one, ['a']).status)).toEqual(broken.map(() => 4))
  })

  test('reads 10 kB and more', () => {
    const long = 'ab"\\\n$é😀'.repeat(4000)
    expect(read(awk, JSON.stringify({ v: long }), ['v']).text).toBe(long)
  })
})

test('there is an awk to test with', () => {
  expect(execFileSync('awk', ['BEGIN { print 1 }']).toString()).toBe('1\n')
})
