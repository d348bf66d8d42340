// The words of a key or a path, spelled alike, so that names that mean the same can be found.

const spellings: Record<string, string> = {
  PASS: 'PASSWORD',
  PASSWD: 'PASSWORD',
  PWD: 'PASSWORD',
  DATABASE: 'DB',
  USERNAME: 'USER',
  LOGIN: 'USER',
  URI: 'URL',
  CREDS: 'CREDENTIALS',
  CREDENTIAL: 'CREDENTIALS',
}

const environments: Record<string, string> = {
  PROD: 'production',
  PRODUCTION: 'production',
  LIVE: 'production',
  STAGING: 'staging',
  STAGE: 'staging',
  STG: 'staging',
  UAT: 'uat',
  QA: 'qa',
  TEST: 'test',
  TESTING: 'test',
  DEV: 'development',
  DEVELOPMENT: 'development',
  REVIEW: 'review',
}

/** Words that hardly mean anything but an environment; `TEST_USER` may well be a user for tests. */
const plainEnvironments: ReadonlySet<string> = new Set(['PROD', 'PRODUCTION', 'STAGING', 'STG', 'UAT'])

/** `dbPassword`, `DB_PASSWORD` and `db-password` are all DB, PASSWORD. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== '')
    .flatMap((word) => (word === 'APIKEY' ? ['API', 'KEY'] : [word]))
}

/** One text for all spellings of a name; the order of words does not count. Empty where there is no word. */
export function spelledAlike(words: readonly string[]): string {
  return [...new Set(words.map((word) => (Object.hasOwn(spellings, word) ? (spellings[word] ?? word) : word)))]
    .sort()
    .join('_')
}

/** The environment that a word of a name stands for. */
export function environmentOfWord(word: string): string | null {
  return Object.hasOwn(environments, word) ? (environments[word] ?? null) : null
}

export type KeyInEnvironment = {
  environment: string
  /** The key without the word: `DB_PASSWORD` of `PROD_DB_PASSWORD`. */
  stem: string
  /** False for words that may mean something else too. */
  plain: boolean
}

/** A key whose first, second or last word names an environment: `PROD_DB_PASSWORD`, `DB_PASSWORD_PROD`, `SHOP_PROD_TOKEN`. */
export function keyInEnvironment(key: string): KeyInEnvironment | null {
  const parts = key.split('_')
  if (parts.length < 2) return null
  for (const at of [0, parts.length - 1, 1]) {
    const word = (parts[at] ?? '').toUpperCase()
    const environment = environmentOfWord(word)
    const stem = parts.toSpliced(at, 1).join('_')
    if (environment === null || !/[A-Za-z]/.test(stem) || (at === 1 && parts.length < 3)) continue
    return { environment, stem, plain: plainEnvironments.has(word) }
  }
  return null
}
