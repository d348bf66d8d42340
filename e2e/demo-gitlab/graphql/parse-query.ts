// A parser for GraphQL queries: operations, fields, aliases, arguments, variables, fragments.

export type Literal =
  | { kind: 'value'; value: string | number | boolean | null }
  | { kind: 'enum'; name: string }
  | { kind: 'variable'; name: string }
  | { kind: 'list'; items: Literal[] }
  | { kind: 'object'; fields: Record<string, Literal> }

export interface Directive {
  name: string
  args: Record<string, Literal>
}

export interface FieldNode {
  kind: 'field'
  name: string
  alias: string
  args: Record<string, Literal>
  directives: Directive[]
  selections: Selection[]
}

export interface FragmentNode {
  kind: 'inline'
  on: string | null
  directives: Directive[]
  selections: Selection[]
}

export interface SpreadNode {
  kind: 'spread'
  name: string
  directives: Directive[]
}

export type Selection = FieldNode | FragmentNode | SpreadNode

export interface Operation {
  type: 'query' | 'mutation' | 'subscription'
  name: string | null
  variables: { name: string; required: boolean; fallback: Literal | null }[]
  selections: Selection[]
}

export interface QueryDocument {
  operations: Operation[]
  fragments: Record<string, { on: string; selections: Selection[] }>
}

const tokenPattern =
  /"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]\w*|[!$():=@[\]{|}]/y

/** Parses a document; a syntax error throws an Error in GitLab's words (`Expected …, actual: …`). */
export function parseQuery(text: string): QueryDocument {
  return new QueryParser(tokenize(text)).document()
}

function tokenize(text: string): string[] {
  const tokens: string[] = []
  let at = 0
  while (at < text.length) {
    const skipped = /^(?:[\s,\uFEFF]|#[^\n]*)+/.exec(text.slice(at))
    if (skipped !== null) {
      at += skipped[0].length
      continue
    }
    tokenPattern.lastIndex = at
    const found = tokenPattern.exec(text)
    if (found === null) throw new Error(`Parse error on "${text.charAt(at)}"`)
    tokens.push(found[0])
    at = tokenPattern.lastIndex
  }
  return tokens
}

class QueryParser {
  #at = 0

  constructor(readonly tokens: string[]) {}

  document(): QueryDocument {
    const document: QueryDocument = { operations: [], fragments: {} }
    while (this.#peek() !== '') {
      if (this.#peek() === 'fragment') {
        this.#next()
        const name = this.#name()
        this.#expect('on')
        document.fragments[name] = { on: this.#name(), selections: this.#selections() }
      } else {
        document.operations.push(this.#operation())
      }
    }
    if (document.operations.length === 0) throw new Error('Unexpected end of document')
    return document
  }

  #operation(): Operation {
    const operation: Operation = { type: 'query', name: null, variables: [], selections: [] }
    if (this.#peek() !== '{') {
      const word = this.#next()
      if (word !== 'query' && word !== 'mutation' && word !== 'subscription')
        throw new Error(`Parse error on "${word}"`)
      operation.type = word
      if (/^\w/.test(this.#peek())) operation.name = this.#name()
      if (this.#take('(')) while (!this.#take(')')) operation.variables.push(this.#variableDefinition())
    }
    operation.selections = this.#selections()
    return operation
  }

  #variableDefinition(): Operation['variables'][number] {
    this.#expect('$')
    const name = this.#name()
    this.#expect(':')
    let last = ''
    while (this.#take('['));
    this.#name()
    for (;;) {
      const token = this.#peek()
      if (token !== '!' && token !== ']') break
      last = this.#next()
    }
    return { name, required: last === '!', fallback: this.#take('=') ? this.#literal() : null }
  }

  #selections(): Selection[] {
    this.#expect('{')
    const selections: Selection[] = []
    while (!this.#take('}')) selections.push(this.#selection())
    return selections
  }

  #selection(): Selection {
    if (this.#take('...')) {
      if (this.#peek() === '{' || this.#peek() === '@' || this.#peek() === 'on') {
        const on = this.#take('on') ? this.#name() : null
        return { kind: 'inline', on, directives: this.#directives(), selections: this.#selections() }
      }
      return { kind: 'spread', name: this.#name(), directives: this.#directives() }
    }
    const first = this.#name()
    const name = this.#take(':') ? this.#name() : first
    const args = this.#args()
    const directives = this.#directives()
    return {
      kind: 'field',
      name,
      alias: first,
      args,
      directives,
      selections: this.#peek() === '{' ? this.#selections() : [],
    }
  }

  #args(): Record<string, Literal> {
    const args: Record<string, Literal> = {}
    if (!this.#take('(')) return args
    while (!this.#take(')')) {
      const name = this.#name()
      this.#expect(':')
      args[name] = this.#literal()
    }
    return args
  }

  #directives(): Directive[] {
    const directives: Directive[] = []
    while (this.#take('@')) directives.push({ name: this.#name(), args: this.#args() })
    return directives
  }

  #literal(): Literal {
    const token = this.#next()
    if (token === '$') return { kind: 'variable', name: this.#name() }
    if (token === '[') {
      const items: Literal[] = []
      while (!this.#take(']')) items.push(this.#literal())
      return { kind: 'list', items }
    }
    if (token === '{') {
      const fields: Record<string, Literal> = {}
      while (!this.#take('}')) {
        const name = this.#name()
        this.#expect(':')
        fields[name] = this.#literal()
      }
      return { kind: 'object', fields }
    }
    if (token.startsWith('"""')) return { kind: 'value', value: token.slice(3, -3) }
    if (token.startsWith('"')) return { kind: 'value', value: String(JSON.parse(token)) }
    if (/^-?\d/.test(token)) return { kind: 'value', value: Number(token) }
    if (token === 'true' || token === 'false') return { kind: 'value', value: token === 'true' }
    if (token === 'null') return { kind: 'value', value: null }
    if (/^[A-Za-z_]/.test(token)) return { kind: 'enum', name: token }
    throw new Error(`Parse error on "${token}"`)
  }

  #peek(): string {
    return this.tokens[this.#at] ?? ''
  }

  #next(): string {
    const token = this.#peek()
    if (token === '') throw new Error('Unexpected end of document')
    this.#at += 1
    return token
  }

  #take(token: string): boolean {
    if (this.#peek() !== token) return false
    this.#at += 1
    return true
  }

  #expect(token: string): void {
    const got = this.#next()
    if (got !== token) throw new Error(`Expected ${token}, actual: ${got}`)
  }

  #name(): string {
    const token = this.#next()
    if (!/^[A-Za-z_]\w*$/.test(token)) throw new Error(`Expected NAME, actual: ${token}`)
    return token
  }
}
