// `cutover vaults`: how the connections to Vault stand, and the policy that a reading needs.
import { parseArgs } from 'node:util'
import { connectionState } from '@/lib/core/trust/vault-check-words'
import { type ConnectedVault, loadVaultConnections } from '@/lib/services/load-vault-connections'
import { refuseWrongVaultsConfig } from '@/lib/services/read-vaults-config'
import { type ExitCode, type Io, type Verb, WrongUse } from './command'

const help = `Usage: cutover vaults [--json] [--policy NAME]

How the connection to each declared vault stands, as the worker found it last.

  --json         {"vaults": [{name, address, namespace, state, problem, read_at, unknown_since}], "problems": [...]}
  --policy NAME  the least policy that Cutover needs in this vault, as HCL; for example
                 cutover vaults --policy main | vault policy write cutover -

Exit: 0 every declared vault was read, 1 not all were, and as for every verb where
CUTOVER_CONFIG is wrong. --policy needs no connection and does not look at it.
`

const prepare: Verb['prepare'] = (argv) => {
  const { values } = parseArgs({ args: argv, options: { json: { type: 'boolean' }, policy: { type: 'string' } } })
  if (values.json && values.policy !== undefined) throw new WrongUse('--json and --policy do not go together.')
  return (io) => run(io, values.json ?? false, values.policy ?? null)
}

async function run(io: Io, json: boolean, policy: string | null): Promise<ExitCode> {
  const { vaults, connections } = await loadVaultConnections()
  if (policy !== null) {
    const found = vaults.find(({ vault }) => vault.name === policy)
    if (!found) throw new WrongUse(`No vault ${JSON.stringify(policy)} is declared.`)
    io.stdout(found.leastPolicy)
    return 0
  }
  refuseWrongVaultsConfig()
  const problems = connections?.problems ?? []
  const rows = vaults.map(rowOf)
  if (json) io.stdout(`${JSON.stringify({ vaults: rows, problems }, null, 2)}\n`)
  else {
    const lines = rows.map(({ name, address, state, unknown_since }) =>
      [name, address, `${state}${unknown_since === null ? '' : `, unknown since ${unknown_since}`}`].join('  '),
    )
    io.stdout(`${[...(rows.length ? lines : ['No vault is declared.']), ...problems].join('\n')}\n`)
  }
  return rows.length > 0 && problems.length === 0 && vaults.every(isRead) ? 0 : 1
}

function rowOf({ vault, reading }: ConnectedVault) {
  return {
    name: vault.name,
    address: reading?.address ?? vault.address,
    namespace: vault.namespace ?? null,
    state: connectionState(reading).word,
    problem: reading?.check.problem ?? (reading === null ? 'not_connected' : null),
    read_at: reading?.live?.readAt ?? null,
    unknown_since: reading?.unknownSince ?? null,
  }
}

const isRead = ({ reading }: ConnectedVault) => reading !== null && reading.unknownSince === null

export const vaultsVerb: Verb = { help, prepare }
