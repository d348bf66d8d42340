// How each vault stands: not connected and what to set, unknown since when, or when it was read.
import type { VaultDrift } from '@/lib/core/render/drift-vault'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'
import { whyWords } from './drift-words'

export function VaultNotices({ vaults, demo }: { vaults: VaultDrift[]; demo: boolean }) {
  return (
    <>
      {vaults
        .filter(({ why }) => why !== null)
        .map((vault) => (
          <Notice
            key={vault.vault}
            weight={vault.why === 'not_connected' ? 'info' : 'warning'}
            className="mb-3"
            title={
              vault.why === 'not_connected' && vault.since === null ? (
                `${vault.vault} is not connected`
              ) : (
                <Since vault={vault} />
              )
            }
          >
            {vault.why === 'not_connected' ? (
              <HowTo demo={demo} />
            ) : (
              'Nothing is taken to be missing meanwhile. Connections says what the last check found.'
            )}
          </Notice>
        ))}
    </>
  )
}

function Since({ vault }: { vault: VaultDrift }) {
  return (
    <>
      {vault.vault} is unknown{vault.since === null ? '' : ' since '}
      {vault.since === null ? null : <RelativeTime at={vault.since} />}: {whyWords(vault.why)}
    </>
  )
}

function HowTo({ demo }: { demo: boolean }) {
  if (demo) {
    return (
      <>
        The plan works without it. On the demo GitLab the settings for Vault are ignored, so that the demo never meets a
        real server; <code className="font-mono text-sm">CUTOVER_DEMO_VAULT=1</code> with a{' '}
        <code className="font-mono text-sm">VAULT_ADDR</code> on this machine lifts that.
      </>
    )
  }
  return (
    <>
      The plan works without it. To compare, start the worker with <code className="font-mono text-sm">VAULT_ADDR</code>{' '}
      and <code className="font-mono text-sm">VAULT_TOKEN_FILE</code>, or with{' '}
      <code className="font-mono text-sm">VAULT_ROLE_ID</code> and{' '}
      <code className="font-mono text-sm">VAULT_SECRET_ID_FILE</code>. It only reads; Connections shows the least policy
      that it needs.
    </>
  )
}
