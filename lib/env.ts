// The environment of the worker, the web and the command, read once and checked.
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from './errors'
import { Secret } from './secret'

const list = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim().replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')

export type GitlabSettings = {
  url: string
  scanToken: Secret | null
  writeToken: Secret | null
  include: string[]
  ca: string | null
  demo: boolean
}

function credential(name: string): Secret | null {
  const file = process.env[`${name}_FILE`]
  const text = file ? readSetting(`${name}_FILE`, file).trim() : process.env[name]?.trim()
  if (file && !text) throw new AppError('gitlab_not_configured', [`${name}_FILE names an empty file.`])
  return text ? new Secret(text) : null
}

function readSetting(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new AppError('gitlab_not_configured', [`The file that ${name} names cannot be read.`])
  }
}

/** GITLAB_*: null when no address is set. Fails with `gitlab_not_configured` for an address that is none and a file that cannot be read. */
export function gitlabSettings(): GitlabSettings | null {
  const address = process.env.GITLAB_URL?.trim()
  if (!address) return null
  const parsed = z.url({ protocol: /^https?$/ }).safeParse(address)
  if (!parsed.success)
    throw new AppError('gitlab_not_configured', [
      'GITLAB_URL is not a web address. Write it like https://gitlab.example.com.',
    ])
  const url = new URL(parsed.data)
  return {
    url: `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/api\/v4$/, '')}`,
    scanToken: credential('GITLAB_TOKEN'),
    writeToken: credential('GITLAB_WRITE_TOKEN'),
    include: list(process.env.GITLAB_INCLUDE),
    ca: process.env.GITLAB_CA_FILE ? readSetting('GITLAB_CA_FILE', process.env.GITLAB_CA_FILE) : null,
    demo: process.env.CUTOVER_DEMO === '1',
  }
}

/** The database address of this process's own role. */
export function databaseUrl(): string {
  const url = process.env.CUTOVER_DATABASE_URL
  if (!url) throw new Error('CUTOVER_DATABASE_URL is not set. Start Cutover with `npm start`.')
  return url
}
