// One declared vault: how the connection stands, what the check found, what is unknown, and what to do next.
import type { ReactNode } from 'react'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import {
  checkFacts,
  connectionState,
  couldReadValues,
  isUnencrypted,
  unknownParts,
  unknownWords,
} from '@/lib/core/trust/vault-check-words'
import type { LiveVault, VaultReading } from '@/lib/core/trust/vault-reading'
import { Card } from '../ui/card'
import { MiddleTruncate } from '../ui/middle-truncate'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { VaultFacts } from './vault-facts'
import { VaultMay } from './vault-may'
import { VaultPolicy } from './vault-policy'
import { VaultStateTag } from './vault-state-tag'

export function VaultCard({
  vault,
  reading,
  leastPolicy,
  action,
}: {
  vault: VaultDeclaration
  reading: VaultReading | null
  leastPolicy: string
  action: ReactNode
}) {
  const { state, word } = connectionState(reading)
  return (
    <Card
      title={
        <span className="flex items-center gap-2">
          Vault {vault.name} <VaultStateTag state={state} word={word} />
        </span>
      }
      remark={
        <span className="flex items-center gap-3">
          {reading && state !== 'not_connected' ? <ReadTime reading={reading} /> : null}
          {action}
        </span>
      }
    >
      <p className="flex flex-wrap gap-x-2 pb-2">
        <MiddleTruncate text={reading?.address ?? vault.address} copy="address" />
        <span className="text-muted">
          {vault.namespace ? `namespace ${vault.namespace}, ` : ''}auth path {vault.auth_path}
        </span>
      </p>
      {reading && state !== 'not_connected' ? (
        <Found reading={reading} authPath={vault.auth_path.replace(/^\/+|\/+$/g, '')} />
      ) : (
        <HowToConnect />
      )}
      <VaultPolicy vault={vault.name} hcl={leastPolicy} />
    </Card>
  )
}

function ReadTime({ reading: { check, unknownSince } }: { reading: VaultReading }) {
  return unknownSince === null ? (
    <span>
      read <RelativeTime at={check.at} />
    </span>
  ) : (
    <span>
      unknown since <RelativeTime at={unknownSince} />
    </span>
  )
}

function Found({ reading: { address, check, live }, authPath }: { reading: VaultReading; authPath: string }) {
  const values = couldReadValues(check)
  return (
    <>
      {check.problem ? (
        <Notice weight="problem" title={unknownWords[check.problem].means} className="mb-3">
          {unknownWords[check.problem].next}{' '}
          {live ? (
            <>
              What Cutover knows of this vault is from <RelativeTime at={live.readAt} />; nothing is taken for missing.
            </>
          ) : (
            'Nothing is known of this vault yet.'
          )}
        </Notice>
      ) : null}
      <VaultFacts facts={checkFacts(check)} />
      {live ? <Counts live={live} authPath={authPath} /> : null}
      <VaultMay capabilities={check.capabilities} />
      {isUnencrypted(address) ? (
        <Notice weight="warning" title="The token goes over the network unencrypted" className="mt-3">
          The address begins with http://. Give the server a certificate and use https://.
        </Notice>
      ) : null}
      {values.length > 0 ? (
        <Notice weight="warning" title="This token could read values. Cutover never asks for one." className="mt-3">
          It may read {values.join(', ')}. Give Cutover a token with the least policy below instead.
        </Notice>
      ) : null}
    </>
  )
}

function Counts({ live, authPath }: { live: LiveVault; authPath: string }) {
  const there = (asked: LiveVault['roles'] | LiveVault['policies'] | LiveVault['fields']) =>
    Object.values(asked).filter((one) => one.known && one.value !== null).length
  const counted = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
  const { authMounts } = live
  const noAuth = authMounts.known && !authMounts.value.some(({ path }) => path === authPath)
  const unknown = unknownParts(live)
  return (
    <>
      <p className="mt-2 text-muted">
        Found: {counted(there(live.roles), 'role', 'roles')}, {counted(there(live.policies), 'policy', 'policies')} that
        the plan or a role names, {there(live.fields)} of{' '}
        {counted(Object.keys(live.fields).length, 'planned path', 'planned paths')} of KV v2.
        {noAuth ? ` There is no auth method at ${authPath} yet.` : ''}
      </p>
      {unknown.length > 0 ? (
        <Notice weight="warning" title="Not all could be read" className="mt-3">
          <ul>
            {unknown.map(({ part, count, why }) => (
              <li key={`${part} ${why}`}>
                {count > 1 ? `${count.toLocaleString('en')} ` : ''}
                {part}: {unknownWords[why].word}. {unknownWords[why].next}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

function HowToConnect() {
  return (
    <Notice title="Without a connection everything here still works as a plan">
      To compare the plan with what is live, start Cutover with <code>VAULT_ADDR</code> set to this address
      {' ('}and <code>VAULT_NAMESPACE</code>
      {')'}, and <code>VAULT_TOKEN_FILE</code>, <code>VAULT_TOKEN</code>, or <code>VAULT_ROLE_ID</code> with{' '}
      <code>VAULT_SECRET_ID_FILE</code>; <code>VAULT_CACERT</code> for an authority of your own. Several vaults stand in
      the YAML file that <code>CUTOVER_CONFIG</code> names. The token needs only the policy below: it reads roles,
      policies and names of fields, no value.
    </Notice>
  )
}
