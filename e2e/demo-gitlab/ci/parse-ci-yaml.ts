// Parses a CI configuration as GitLab does: YAML 1.1 with merge keys and the `!reference` tag, an optional `spec:` header.
import { type CollectionTag, parseAllDocuments, Scalar, type ScalarTag, type Tags, YAMLSeq } from 'yaml'
import { CiError } from './ci-error.ts'

/** What `!reference [a, b]` points at. */
export class Reference {
  constructor(readonly path: string[]) {}

  toString(): string {
    return `!reference ${JSON.stringify(this.path).replaceAll(',', ', ')}`
  }
}

export type CiMap = Record<string, unknown>

const referenceTag: CollectionTag = {
  tag: '!reference',
  collection: 'seq',
  resolve(node) {
    const items: unknown[] = node instanceof YAMLSeq ? node.toJSON() : []
    return new Scalar(new Reference(items.map(String)))
  },
}

const bool = 'tag:yaml.org,2002:bool'
const rubyBooleans: ScalarTag[] = [
  { tag: bool, default: true, test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/, resolve: () => true },
  { tag: bool, default: true, test: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/, resolve: () => false },
]

/** Ruby's YAML 1.1: `y` and `n` are texts, not booleans; a date stays a text here. */
function rubyTags(tags: Tags): Tags {
  const others = tags.filter(
    (tag) => typeof tag === 'string' || ![bool, 'tag:yaml.org,2002:timestamp'].includes(tag.tag),
  )
  return [...rubyBooleans, ...others, referenceTag]
}

/** The configuration as plain maps and lists, with `$[[ inputs.x ]]` filled. Throws CiError for what GitLab refuses. */
export function parseCiYaml(text: string, inputs: CiMap = {}): CiMap {
  const documents = documentsOf(text)
  const [first, second] = documents
  if (isMap(first) && 'spec' in first && second !== undefined) {
    const filled = fillInputs(bodyAfterHeader(text), first.spec, inputs)
    return requireMap(documentsOf(filled)[0])
  }
  return requireMap(first)
}

export function isMap(value: unknown): value is CiMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Reference)
}

function requireMap(value: unknown): CiMap {
  if (!isMap(value)) throw new CiError('Invalid configuration format')
  return value
}

function documentsOf(text: string): unknown[] {
  const parsed = parseAllDocuments(text, { version: '1.1', merge: true, customTags: rubyTags, uniqueKeys: false })
  if (!Array.isArray(parsed)) return []
  return parsed.map((document) => {
    const [error] = document.errors
    if (error !== undefined) {
      const { line = 1, col = 1 } = error.linePos?.[0] ?? {}
      const problem = error.message.split(' at line ')[0] ?? error.message
      throw new CiError(`(<unknown>): ${problem.toLowerCase()} at line ${line} column ${col}`)
    }
    try {
      return document.toJS({ maxAliasCount: 10_000 })
    } catch (error) {
      throw new CiError(error instanceof Error ? error.message : String(error))
    }
  })
}

function bodyAfterHeader(text: string): string {
  const parts = text.split(/^---[ \t]*\r?$/m)
  const header = parts.findIndex((part) => /^\s*spec:/m.test(part))
  return parts.slice(header + 1).join('---')
}

function fillInputs(text: string, spec: unknown, given: CiMap): string {
  const declared = isMap(spec) && isMap(spec.inputs) ? spec.inputs : {}
  return text.replace(/\$\[\[\s*inputs\.([\w-]+)[^\]]*\]\]/g, (_whole, name: string) => {
    const rule = declared[name]
    const value = given[name] ?? (isMap(rule) ? rule.default : undefined)
    if (value === undefined) throw new CiError(`\`${name}\` input: required value has not been provided`)
    return String(value)
  })
}
