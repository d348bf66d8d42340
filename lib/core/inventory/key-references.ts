// Which variables a text names, and how surely.
import type { Confidence } from './consumer'

/** Texts that a shell runs, or texts that GitLab or the runner expands. */
export type TextKind = 'script' | 'expanded'

const expanded = /\$\$|\$\{([A-Za-z_]\w*)\}?|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%/g
/** `${KEY:-x}`, `${#KEY}`, `${!KEY}`, `${env:KEY}`; keys may begin with a digit only in braces. */
const shell = /(\\?)\$\{(?:env:|[#!])?(\w+)|(\\?)\$(?:env:)?([A-Za-z_]\w*)|%([A-Za-z_]\w*)%|!([A-Za-z_]\w*)!/gi
const reads = [
  /\bENV\s*(?:\.fetch\s*)?[[({]\s*['"]?(\w+)/g,
  /\benviron\b\s*(?:\.\s*(?:get|pop|setdefault)\s*)?[[(]\s*b?['"](\w+)['"]/g,
  /(?:\b(?:getenv|GetEnvironmentVariable|LookupEnv|Getenv)|\benv::var(?:_os)?|\bDeno\.env\.get)\s*\(\s*['"](\w+)['"]/g,
  /\bprocess\.env(?:\.|\[\s*['"])(\w+)/g,
  /\bprintenv\s+(?:-0\s+|--null\s+)?(\w+)/g,
]
/** The name alone is handed on: `docker run -e KEY`, `--build-arg KEY`, `--secret id=x,env=KEY`, `test -v KEY`. */
const passes = [
  /(?:^|\s)(?:-e|--env|--build-arg|-v)[ =]+['"]?([A-Za-z_]\w*)(?![\w=:/.-])/g,
  /\benv=['"]?([A-Za-z_]\w*)\b(?![=./-])/g,
]
const words = /(?<![\w.$/-])[A-Za-z_]\w*(?![\w.(/-]|\s*\+?=(?!=))/g

/**
 * Takes a text and the keys to look for, and gives each key that the text names. `certain`: expanded or read by name.
 * `likely`: handed on by name, escaped for an inner shell, or written as a whole word that only looks like a variable.
 * Never a longer or shorter name: `$DB` is not in `$DB_PASS`. `$$` is an escape where GitLab expands.
 * Source: docs.gitlab.com/ci/variables/where_variables_can_be_used.
 */
export function keyReferences(text: string, kind: TextKind, keys: ReadonlySet<string>): Map<string, Confidence> {
  const found = new Map<string, Confidence>()
  const add = (key: string | undefined, confidence: Confidence) => {
    if (key !== undefined && keys.has(key) && found.get(key) !== 'certain') found.set(key, confidence)
  }
  if (kind === 'expanded') {
    for (const match of text.matchAll(expanded)) add(match[1] ?? match[2] ?? match[3], 'certain')
    return found
  }
  for (const match of text.matchAll(shell)) {
    const key = match[2] ?? match[4] ?? match[5] ?? match[6]
    add(key, match[1] || match[3] ? 'likely' : 'certain')
  }
  for (const pattern of reads) for (const match of text.matchAll(pattern)) add(match[1], 'certain')
  for (const pattern of passes) for (const match of text.matchAll(pattern)) add(match[1], 'likely')
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('#')) continue
    for (const match of line.matchAll(words)) if (looksLikeKey(match[0])) add(match[0], 'likely')
  }
  return found
}

/** A word alone counts only where it can hardly be anything else: capitals with an underscore. */
function looksLikeKey(word: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(word)
}

/** Commands that hand the whole environment on without naming a variable. */
const dumps = [
  /(?:^|[;&|(`]\s*|\s&&\s)(?:sudo\s+)?(?:env|printenv|set)\s*(?:$|[|>;&)`])/m,
  /\bexport\s+-p\b/,
  /\b(?:declare|typeset)\s+-p?x/,
  /\bcompgen\s+-e\b/,
  /--env-file\b/,
  /\b(?:Get-ChildItem|gci|dir|ls)\s+env:/i,
  /\benvsubst\b(?!\s+['"]?\$)/,
]

/** Does this script text show or hand on the whole environment, such as `env`, `export -p`, `docker run --env-file`? */
export function dumpsEnvironment(text: string): boolean {
  return dumps.some((pattern) => pattern.test(text))
}
