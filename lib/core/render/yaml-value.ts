// Values that the splice writes: plain ones from a plan, and copies of what a file already holds.
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import type { CiFile } from './ci-file'
import { keysOf, lookup } from './map-lookup'
import { yamlString } from './yaml-string'

/** A scalar or tagged list copied as written; `flow` says whether it also stands in a flow collection. */
export type RawYaml = { raw: string; flow: boolean }
export type YamlValue = string | number | boolean | null | RawYaml | YamlValue[] | Map<string, YamlValue>

/** Takes a value as JSON has it; gives it as a value to write. Keys without a value are left out. */
export function yamlValue(value: unknown): YamlValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(yamlValue)
  if (typeof value !== 'object' || value === null) return null
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return new Map(entries.map(([key, item]): [string, YamlValue] => [key, yamlValue(item)]))
}

/** Takes a node of a file; gives a value that reads back the same wherever it is written, or undefined where none is sure to. */
export function copiedValue(file: CiFile, node: Node | null): YamlValue | undefined {
  if (node === null) return null
  if (isScalar(node)) return copiedScalar(file, node)
  if (node.tag === '!reference' && isSeq(node)) {
    const names = node.items.map((item) => file.resolve(item)).map((item) => (isScalar(item) ? item.value : undefined))
    if (!names.every((name) => typeof name === 'string')) return undefined
    return { raw: `!reference [${names.map(quoted).join(', ')}]`, flow: true }
  }
  if (isSeq(node)) {
    if (node.tag) return undefined
    const items = node.items.map((item) => copiedValue(file, file.resolve(item)))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  return isMap(node) && !node.tag ? copiedMap(file, node) : undefined
}

function copiedMap(file: CiFile, node: Parameters<typeof keysOf>[1]): YamlValue | undefined {
  const copy = new Map<string, YamlValue>()
  for (const key of keysOf(file, node) ?? [undefined]) {
    if (key === undefined) return undefined
    const found = lookup(file, node, key)
    const value = found.kind === 'own' || found.kind === 'merged' ? copiedValue(file, found.node) : undefined
    if (value === undefined) return undefined
    copy.set(key, value)
  }
  return copy
}

function copiedScalar(file: CiFile, node: Node): YamlValue | undefined {
  if (!isScalar(node) || !node.range) return undefined
  if (node.tag) return undefined
  const source = file.text.slice(node.range[0], node.range[1])
  if (source === '') return { raw: 'null', flow: true }
  if (node.type === 'PLAIN' && !/[\r\n]/.test(source)) return { raw: source, flow: !/[,[\]{}]|:\s|:$/.test(source) }
  return typeof node.value === 'string' ? node.value : undefined
}

/** Takes named values and an indentation; gives the lines of a block map. */
export function blockLines(entries: Iterable<[string, YamlValue]>, indent: number, step: number): string[] {
  const pad = ' '.repeat(indent)
  return [...entries].flatMap(([key, value]) => {
    if (value instanceof Map && value.size > 0) {
      return [`${pad}${yamlString(key)}:`, ...blockLines(value, indent + step, step)]
    }
    if (Array.isArray(value) && value.length > 0) {
      const dash = `${pad}${' '.repeat(step)}- `
      return [
        `${pad}${yamlString(key)}:`,
        ...value.map((item) => dash + (isScalarValue(item) ? scalarText(item) : flowText(item))),
      ]
    }
    return [`${pad}${yamlString(key)}: ${isScalarValue(value) ? scalarText(value) : flowText(value)}`]
  })
}

/** Takes a value; gives it in flow style, all on one line. Throws where a copy cannot stand there. */
export function flowText(value: YamlValue): string {
  if (typeof value === 'string') return quoted(value)
  if (isScalarValue(value)) {
    if (typeof value === 'object' && value !== null && !value.flow) throw new NotInFlow()
    return scalarText(value)
  }
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`
  return `{${[...value].map(([key, item]) => `${quoted(key)}: ${flowText(item)}`).join(', ')}}`
}

/** A value copied from block style has characters that mean something else in flow style. */
export class NotInFlow extends Error {}

/** Takes a text; gives it as a double-quoted or single-quoted scalar. */
export function quoted(text: string): string {
  const scalar = yamlString(text)
  return /^['"]/.test(scalar) ? scalar : `"${scalar}"`
}

function isScalarValue(value: YamlValue): value is string | number | boolean | null | RawYaml {
  return typeof value !== 'object' || value === null || 'raw' in value
}

function scalarText(value: string | number | boolean | null | RawYaml): string {
  if (typeof value === 'string') return yamlString(value)
  if (typeof value === 'object' && value !== null) return value.raw
  if (typeof value !== 'number') return String(value)
  return String(value).replace(/^(-?\d+)e/, '$1.0e')
}
