// What is to say of the settings themselves: wrong ones, ones that match no declared vault, ones that the demo leaves out.
import type { VaultConnectionsFact } from '@/lib/core/trust/vault-reading'
import { Notice } from '../ui/notice'
import { ProblemsNotice } from './problems-notice'

export function VaultSettingsNotice({ connections }: { connections: VaultConnectionsFact | null }) {
  if (!connections) return null
  const { ignored, problems, unmatched } = connections
  return (
    <>
      <ProblemsNotice title="The settings for Vault have a mistake" problems={problems} />
      {unmatched.map(({ name, address, namespace }) => (
        <Notice key={`${name} ${address} ${namespace}`} weight="warning" title="A connection that no vault below is">
          {name === null ? (
            <>
              <code>VAULT_ADDR</code> is {address}
              {namespace ? `, namespace ${namespace}` : ''}. Declare a vault with the same address and namespace below,
              or set <code>VAULT_ADDR</code> to the one of a declared vault.
            </>
          ) : (
            <>
              <code>CUTOVER_CONFIG</code> names a vault {name} ({address}). Declare a vault of that name below, or
              change the name in the file.
            </>
          )}
        </Notice>
      ))}
      {ignored.length > 0 ? (
        <Notice title="On the demo estate the shell’s Vault settings are not used">
          Left out: {ignored.join(', ')}. The demo meets a Vault only on this machine and only on purpose: start it with{' '}
          <code>CUTOVER_DEMO_VAULT=1</code> and <code>VAULT_ADDR=http://127.0.0.1:8200</code>.
        </Notice>
      ) : null}
    </>
  )
}
