// The filter language of the inventory, the same in the page, the command and the exports.
import { readNewsValue } from './scan-news'
import { levels } from './variable'

export const qualifierNames = [
  'level',
  'group',
  'project',
  'key',
  'scope',
  'type',
  'state',
  'is',
  'used',
  'blocker',
  'target',
  'tier',
  'owned',
  'commented',
  'instance',
  'vault',
  'new',
  'gone',
] as const

export type QualifierName = (typeof qualifierNames)[number]

export type Qualifier = { name: QualifierName; value: string; negated: boolean }

/** `text` holds lower-case words that must all be found. `errors` says what was left out, in words for the user. */
export type Filter = { text: string[]; qualifiers: Qualifier[]; errors: string[] }

const closedValues: Partial<Record<QualifierName, readonly string[]>> = {
  level: levels,
  type: ['env_var', 'file'],
  is: ['masked', 'unmasked', 'hidden', 'protected', 'unprotected', 'raw', 'file', 'secret', 'plain', 'unclear'],
  used: ['yes', 'no', 'unknown'],
  commented: ['yes', 'no'],
  tier: ['production', 'staging', 'testing', 'development', 'other', 'none'],
  state: [
    'discovered',
    'mapped',
    'approved',
    'seeded',
    'dual_run',
    'cut_over',
    'quarantined',
    'deleted',
    'confirmed',
    'excluded',
    'retired',
    'replaced',
    'blocked',
    'gone',
  ],
}

const spellings: Partial<Record<QualifierName, Record<string, string>>> = {
  type: { variable: 'env_var' },
  state: { open: 'discovered' },
}

/**
 * Takes what a person typed: words, and qualifiers `name:value`, each with `-` before it to turn it round and quotes
 * around values with spaces. Several values of one qualifier are written with commas and mean any of them; several
 * qualifiers must all hold. Never throws: an unknown qualifier or value is an error in the answer and filters nothing.
 */
export function parseFilter(text: string): Filter {
  const filter: Filter = { text: [], qualifiers: [], errors: [] }
  for (const token of tokensOf(text, filter.errors)) {
    const match = /^(-?)([A-Za-z]+):(.*)$/s.exec(token.raw)
    if (!match || token.quoted) {
      if (token.raw !== '') filter.text.push(token.raw.toLowerCase())
      continue
    }
    const [, minus, written = '', value = ''] = match
    const name = qualifierNames.find((one) => one === written.toLowerCase())
    if (!name) filter.errors.push(`No qualifier ${written}. There are: ${qualifierNames.join(', ')}.`)
    else if (value === '') filter.errors.push(`${name}: needs a value.`)
    else addQualifier(filter, name, value, minus === '-')
  }
  return filter
}

function addQualifier(filter: Filter, name: QualifierName, value: string, negated: boolean) {
  const closed = closedValues[name]
  if (name === 'new' || name === 'gone') {
    const wrong = value.split(',').filter((one) => readNewsValue(one.toLowerCase()) === null)
    if (wrong.length === 0) filter.qualifiers.push({ name, value: value.toLowerCase(), negated })
    else
      filter.errors.push(
        `${name}: knows no ${wrong.join(', ')}. Values: yes and no for the last scan, days such as 7d.`,
      )
    return
  }
  if (!closed) {
    filter.qualifiers.push({ name, value, negated })
    return
  }
  const spelled = value.split(',').map((one) => {
    const plain = one.toLowerCase().replaceAll('-', '_')
    return spellings[name]?.[plain] ?? plain
  })
  const wrong = spelled.filter((one) => !closed.includes(one))
  if (wrong.length > 0) filter.errors.push(`${name}: knows no ${wrong.join(', ')}. Values: ${closed.join(', ')}.`)
  else filter.qualifiers.push({ name, value: spelled.join(','), negated })
}

/** Splits at spaces outside quotes. A token that begins with a quote is text, never a qualifier. */
function tokensOf(text: string, errors: string[]): { raw: string; quoted: boolean }[] {
  const tokens: { raw: string; quoted: boolean }[] = []
  let raw = ''
  let quote = ''
  let quoted = false
  const end = () => {
    if (raw !== '' || quoted) tokens.push({ raw, quoted })
    raw = ''
    quoted = false
  }
  for (const char of text) {
    if (quote !== '') {
      if (char === quote) quote = ''
      else raw += char
    } else if ((char === '"' || char === "'") && /(?:^|:)$/.test(raw)) {
      quote = char
      if (raw === '') quoted = true
    } else if (/\s/.test(char)) end()
    else raw += char
  }
  if (quote !== '') errors.push('A quote is not closed.')
  end()
  return tokens
}
