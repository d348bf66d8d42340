// The check of a Vault in plain English: what was found, what it means, and what to do next.
import type { Asked, LiveVault, VaultCheck, VaultReading, VaultUnknown } from './vault-reading'

export type UnknownWords = { word: string; means: string; next: string }

export const unknownWords: Record<VaultUnknown, UnknownWords> = {
  not_connected: {
    word: 'not connected',
    means: 'The worker was not told how to reach this vault.',
    next: 'Set VAULT_ADDR and a login, or an entry in the file of CUTOVER_CONFIG, and start Cutover again.',
  },
  unreachable: {
    word: 'unreachable',
    means: 'The server did not answer in time, or nothing listens at its address.',
    next: 'Check the address, the network between the worker and the server, and that the server runs.',
  },
  tls_failed: {
    word: 'TLS refused',
    means: 'The certificate is not trusted, or the server does not speak TLS at this address.',
    next: 'Set VAULT_CACERT (or ca_file) to the authority’s file, or use http:// where the server has no TLS.',
  },
  redirected: {
    word: 'redirected',
    means: 'The server sends to another host, as a standby does. The token was not sent there.',
    next: 'Set the address to the active node or to the load balancer that finds it.',
  },
  not_a_vault: {
    word: 'no Vault',
    means: 'What answers at this address is neither Vault nor OpenBao.',
    next: 'Check the address: it is the one of the server, without /ui. A proxy or a sign-in page may stand before it.',
  },
  sealed: {
    word: 'sealed',
    means: 'The server is sealed and answers nothing until it is unsealed.',
    next: 'Unseal it. The next reading, within a minute, finds it.',
  },
  not_initialized: {
    word: 'not initialised',
    means: 'The server runs and was never initialised, so it holds nothing.',
    next: 'Initialise and unseal it, or check that the address is the right one.',
  },
  login_refused: {
    word: 'login refused',
    means: 'The login through AppRole was refused: role id, secret id, or the address that it comes from.',
    next: 'Make a new secret id and write it into the file. The file is read anew each time.',
  },
  token_refused: {
    word: 'token refused',
    means: 'The server does not know the token: it is wrong, ended, or of another namespace.',
    next: 'Make a new token with the least policy below. A token file is read anew each time; for VAULT_TOKEN start Cutover again.',
  },
  permission_denied: {
    word: 'not allowed',
    means: 'The token may not read this. Vault says the same where nothing is there, so nothing follows from it.',
    next: 'Give the token the least policy below.',
  },
  namespace_unknown: {
    word: 'no such namespace',
    means: 'The server has no namespace of that name.',
    next: 'Check VAULT_NAMESPACE against the namespaces of the server.',
  },
  rate_limited: {
    word: 'rate limited',
    means: 'The server asked to slow down, twice.',
    next: 'Wait for the next reading. If it stays, raise the rate limit quota for the worker.',
  },
  server_error: {
    word: 'server error',
    means: 'The server answered with an error of its own.',
    next: 'See the server’s log for the time of the reading.',
  },
}

export type CheckFact = { name: string; text: string; state: 'good' | 'warning' | 'problem' | 'unknown' }

/** Vault tolerates 60 s between its clock and the times in a token (hashicorp/cap `jwt/jwt.go`): half of it is a warning. */
export const skewLimit = 30

const products = { vault: 'Vault', openbao: 'OpenBao' }

/** Takes the last check and gives what to show of it, in the order in which one would ask. */
export function checkFacts(check: VaultCheck): CheckFact[] {
  return [
    {
      name: 'Server',
      text: check.version === null ? 'not known' : `${products[check.flavour ?? 'vault']} ${check.version}`,
      state: check.version === null ? 'unknown' : 'good',
    },
    {
      name: 'Seal',
      text: check.sealed === null ? 'not known' : check.sealed ? 'sealed' : 'unsealed',
      state: check.sealed === null ? 'unknown' : check.sealed ? 'problem' : 'good',
    },
    clockFact(check),
    keysFact(check),
    loginFact(check),
  ]
}

function clockFact({ clockSkew, gitlabClockSkew }: VaultCheck): CheckFact {
  if (clockSkew === null) return { name: 'Clock', text: 'not known', state: 'unknown' }
  const ours = `${seconds(clockSkew)} Cutover’s`
  if (gitlabClockSkew === null) {
    return {
      name: 'Clock',
      text: `${ours}; GitLab’s is not known`,
      state: Math.abs(clockSkew) > skewLimit ? 'warning' : 'good',
    }
  }
  const apart = clockSkew - gitlabClockSkew
  const wrong = Math.abs(apart) > skewLimit
  return {
    name: 'Clock',
    text: `${ours}, ${seconds(apart)} GitLab’s${wrong ? ': logins fail from 60 s on' : ''}`,
    state: wrong ? 'warning' : 'good',
  }
}

function seconds(skew: number): string {
  if (Math.abs(skew) <= 1) return 'equal to'
  return `${Math.abs(skew).toLocaleString('en')} s ${skew > 0 ? 'ahead of' : 'behind'}`
}

function keysFact({ reachesKeys, problem }: VaultCheck): CheckFact {
  const name = 'GitLab’s keys'
  if (reachesKeys === true) return { name, text: 'the server could read them', state: 'good' }
  if (reachesKeys === false)
    return { name, text: 'the server cannot read them, so no job can log in', state: 'problem' }
  return { name, text: problem ? 'not known' : 'the configuration does not tell', state: 'unknown' }
}

function loginFact({ login, tokenPolicies, tokenTtl }: VaultCheck): CheckFact {
  if (login === null) return { name: 'Login', text: 'none yet', state: 'unknown' }
  const by = login === 'approle' ? 'AppRole' : 'token'
  const policies = tokenPolicies === null ? 'policies not known' : `policies ${tokenPolicies.join(', ') || 'none'}`
  // A token of AppRole is made for each reading: its end does not matter.
  const end = tokenTtl === null || login === 'approle' ? '' : `, ends in ${duration(tokenTtl)}`
  const root = tokenPolicies?.includes('root') === true
  const soon = login === 'token' && tokenTtl !== null && tokenTtl < 86_400
  const more = root ? ': more than Cutover needs' : ''
  return { name: 'Login', text: `${by}, ${policies}${end}${more}`, state: root || soon ? 'warning' : 'good' }
}

function duration(ttl: number): string {
  if (ttl < 7200) return `${Math.ceil(ttl / 60)} min`
  return ttl < 172_800 ? `${Math.round(ttl / 3600)} h` : `${Math.round(ttl / 86_400)} days`
}

/** The paths of KV v2 whose values the token could read, though Cutover never asks. */
export function couldReadValues({ capabilities }: VaultCheck): string[] {
  return Object.entries(capabilities)
    .filter(([path, can]) => path.includes('/data/') && (can.includes('read') || can.includes('root')))
    .map(([path]) => path)
}

/** Does the token go over a network that is not this machine's own without TLS? */
export function isUnencrypted(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !/^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname)
}

export type UnknownPart = { part: string; count: number; why: VaultUnknown }

/** What of the reading is unknown, by part and reason; empty where all was answered. */
export function unknownParts(live: LiveVault): UnknownPart[] {
  const parts: [string, Asked<unknown>[]][] = [
    ['the mounts', [live.mounts]],
    ['the auth methods', [live.authMounts]],
    ['the configuration of the auth method', [live.authConfig]],
    ['the names of roles', [live.roleNames]],
    ['roles', Object.values(live.roles)],
    ['the names of policies', [live.policyNames]],
    ['policies', Object.values(live.policies)],
    ['names of fields', Object.values(live.fields)],
  ]
  return parts.flatMap(([part, asked]) => {
    const counts = new Map<VaultUnknown, number>()
    for (const one of asked) if (!one.known) counts.set(one.why, (counts.get(one.why) ?? 0) + 1)
    return [...counts].map(([why, count]) => ({ part, count, why }))
  })
}

/** How the connection stands, in one word for the page. */
export function connectionState(reading: Pick<VaultReading, 'check' | 'live' | 'unknownSince'> | null): {
  state: 'connected' | 'partly' | 'unknown' | 'not_connected'
  word: string
} {
  if (reading === null || (reading.check.problem === 'not_connected' && reading.live === null))
    return { state: 'not_connected', word: 'not connected' }
  const { problem } = reading.check
  if (problem !== null) return { state: 'unknown', word: unknownWords[problem].word }
  const partly = reading.live !== null && unknownParts(reading.live).length > 0
  return partly ? { state: 'partly', word: 'partly readable' } : { state: 'connected', word: 'connected' }
}
