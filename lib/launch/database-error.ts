// What a failure of PostgreSQL means for the person who starts Cutover. Never names a password.
import { PlainError } from '../../bin/setup/plain-error.mjs'

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

export const isDiskFull = (error: unknown): boolean => codeOf(error) === '53100'

/** The address without its password and parameters. */
export function shownDatabaseUrl(url: string): string {
  try {
    const { protocol, username, host, pathname } = new URL(url)
    return `${protocol}//${username ? `${username}@` : ''}${host}${pathname}`
  } catch {
    return 'an address that is not a URL'
  }
}

function meaningOf(code: string): string | null {
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'].includes(code)
  ) {
    return 'cannot be reached. Is PostgreSQL running there, and are host and port right?'
  }
  // Codes: PostgreSQL manual, appendix A.
  if (code === '28P01' || code === '28000') return 'refuses this user or password.'
  if (code === '3D000') return 'has no database of this name. Create it first: CREATE DATABASE …'
  if (code === '53100') return 'has no disk space left. Free some space there, then start again.'
  if (code === '53300') return 'has no connection left for us (too many connections).'
  if (code === '57P03') return 'is starting up or shutting down. Try again in a moment.'
  if (code === '42501')
    return 'does not let this user do what a migration needs (create tables and the schema "pgboss").'
  return null
}

/** A plain error for the failures that a person can mend; any other error is handed back as it is. */
export function plainDatabaseError(error: unknown, url: string, name = 'The database'): unknown {
  if (error instanceof PlainError) return error
  const code = codeOf(error)
  const meaning = meaningOf(code)
  return meaning ? new PlainError(`${name} ${shownDatabaseUrl(url)} ${meaning} (${code})`) : error
}
