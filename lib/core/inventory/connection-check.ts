// What the start-up check found out about the GitLab connection. Holds no credential.

export type TokenCheck = {
  purpose: 'scan' | 'write'
  state: 'works' | 'missing' | 'refused' | 'expired' | 'scope_missing' | 'unreachable'
  name: string | null
  scopes: string[]
  expiresAt: string | null
  /** What is possible with it, or not, in plain English. */
  means: string
}

export type ConnectionCheck = {
  url: string
  demo: boolean
  checkedAt: string
  version: string | null
  enterprise: boolean | null
  include: string[]
  tokens: TokenCheck[]
  /** Plain English: what happened, what it means, what to do next. */
  problem: string | null
}
