// The load of a day in both forms and as planned, number by number, with its unit and how it comes about.
import type { LoadNumbers, VaultLoad } from '@/lib/core/render/vault-load'
import { Card } from '../ui/card'
import { classNames } from '../ui/class-names'
import { loadNumber } from './load-number'

const number = 'border-t border-line px-3 py-1.5 text-right font-medium tabular-nums whitespace-nowrap'

export function LoadTotals({ load }: { load: VaultLoad }) {
  const { forms, planned, peak } = load
  const day = (name: string, unit: string, how: string, pick: (numbers: LoadNumbers) => number) => {
    return { name, unit, how, values: [planned, forms.secrets, forms.script].map(pick) }
  }
  const rows = [
    day('Logins', 'a day', 'secrets: one for each entry; script: one for each job', ({ logins }) => logins),
    day('Reads', 'a day', 'secrets: one for each entry; script: one for each path', ({ reads }) => reads),
    day('Leases', 'a day', 'one for each path of a dynamic engine, by a script in both forms', ({ leases }) => leases),
    day(
      'Tokens revoked',
      'a day',
      'the Runner revokes none; a script revokes its own',
      ({ revocations }) => revocations,
    ),
    day(
      'Lines in the audit log',
      'a day',
      '2 × (logins + reads + revocations): a request and an answer each',
      ({ logins, reads, revocations }) => 2 * (logins + reads + revocations),
    ),
  ]
  return (
    <Card flush title="The load of a day" remark={`${loadNumber(load.runs)} runs of jobs a day read from Vault`}>
      <div className="thin-scroll overflow-x-auto">
        <table className="w-full min-w-[720px]" aria-label="The load of a day">
          <thead>
            <tr className="text-sm text-muted">
              <th scope="col" className="h-8.5 px-4 text-left font-medium">
                What
              </th>
              {['As planned', 'All by secrets:', 'All by script'].map((name) => (
                <th key={name} scope="col" className="px-3 text-right font-medium whitespace-nowrap">
                  {name}
                </th>
              ))}
              <th scope="col" className="px-3 text-left font-medium">
                How it comes about
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, unit, how, values }) => (
              <tr key={name}>
                <Head name={name} unit={unit} />
                {values.map((value, at) => (
                  <td key={['planned', 'secrets', 'script'][at]} className={number}>
                    {loadNumber(value)}
                  </td>
                ))}
                <td className="border-t border-line px-3 py-1.5 text-sm text-muted">{how}</td>
              </tr>
            ))}
            <tr>
              <Head name="Requests" unit="a second, in the busiest hour" />
              <td className={number}>{loadNumber(peak.planned.requestsPerSecond)}</td>
              <td className={number}>{loadNumber(peak.secrets.requestsPerSecond)}</td>
              <td className={number}>{loadNumber(peak.script.requestsPerSecond)}</td>
              <td className="border-t border-line px-3 py-1.5 text-sm text-muted">
                requests a day × share of that hour ÷ 3,600 s
              </td>
            </tr>
            <tr>
              <Head name="Tokens alive" unit="at a time, in the busiest hour" />
              <td className={number}>{loadNumber(peak.planned.tokensAlive)}</td>
              <td className={number}>{loadNumber(peak.secrets.tokensAlive)}</td>
              <td className={classNames(number, 'font-normal text-muted')}>one for each running job</td>
              <td className="border-t border-line px-3 py-1.5 text-sm text-muted">
                logins a second × 300 s; a script’s tokens end with its job
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Head({ name, unit }: { name: string; unit: string }) {
  return (
    <th scope="row" className="border-t border-line px-4 py-1.5 text-left font-normal whitespace-nowrap">
      {name} <span className="text-sm text-muted">{unit}</span>
    </th>
  )
}
