// For each choice of `user_claim`: how many entities log in, which Vault counts as clients.
import type { LoadClients } from '@/lib/core/render/vault-load-clients'
import { Card } from '../ui/card'
import { Tag } from '../ui/tag'
import { loadNumber } from './load-number'
import { claimWords } from './load-words'

const number = 'border-t border-line px-3 py-1.5 text-right font-medium tabular-nums whitespace-nowrap'

export function LoadClientsTable({ clients }: { clients: LoadClients[] }) {
  return (
    <Card flush title="Vault clients by user_claim" remark="The form makes no difference: one ID token for each job">
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[720px]" aria-label="Vault clients by user_claim">
          <thead>
            <tr className="text-sm text-muted">
              <th scope="col" className="h-8.5 px-4 text-left font-medium">
                user_claim
              </th>
              <th scope="col" className="px-3 text-left font-medium">
                Counts
              </th>
              <th scope="col" className="px-3 text-right font-medium whitespace-nowrap">
                Clients a day
              </th>
              <th scope="col" className="px-3 text-right font-medium whitespace-nowrap">
                Clients in 30 days
              </th>
              <th scope="col" className="px-3 text-left font-medium">
                What to think of it
              </th>
            </tr>
          </thead>
          <tbody>
            {clients.map(({ claim, day, month, endless }) => (
              <tr key={claim}>
                <th scope="row" className="border-t border-line px-4 py-1.5 text-left font-mono text-sm font-normal">
                  {claim} {claim === 'project_id' ? <Tag tint="accent">as planned</Tag> : null}
                </th>
                <td className="border-t border-line px-3 py-1.5 whitespace-nowrap">{claimWords[claim].counts}</td>
                <td className={number}>{day === null ? 'none' : loadNumber(day)}</td>
                <td className={number}>
                  {month === null ? 'none' : loadNumber(month)}
                  {endless ? <span className="ml-1.5 text-sm font-normal text-muted">and growing</span> : null}
                </td>
                <td className="border-t border-line px-3 py-1.5 text-sm text-muted">{claimWords[claim].advice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
