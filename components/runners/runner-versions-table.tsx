// What GitLab Runner learned when, as far as secrets from Vault depend on it, with the source of each row.
import { type RunnerFeature, runnerFeatures } from '@/lib/core/inventory/runner-versions'
import { Tag } from '../ui/tag'

const cell = 'border-t border-line px-2 py-1.5 align-top'
const head = 'h-8.5 px-2 text-left font-medium'

const words: Record<RunnerFeature['matters'], string> = {
  always: 'every secrets: entry',
  engine: 'dynamic engines',
  namespace: 'namespaces',
  services: 'services',
  text: 'texts in logs',
}

export function RunnerVersionsTable() {
  return (
    <div className="thin-scroll overflow-x-auto">
      <table className="w-full min-w-[900px] table-fixed" aria-label="Runner versions">
        <colgroup>
          <col className="w-24" />
          <col className="w-60" />
          <col />
          <col className="w-44" />
          <col className="w-72" />
        </colgroup>
        <thead>
          <tr className="text-sm text-muted">
            <th scope="col" className={`${head} pl-4`}>
              Since
            </th>
            <th scope="col" className={head}>
              What
            </th>
            <th scope="col" className={head}>
              On an older runner
            </th>
            <th scope="col" className={head}>
              Matters for
            </th>
            <th scope="col" className={`${head} pr-4`}>
              Source
            </th>
          </tr>
        </thead>
        <tbody>
          {runnerFeatures.map((feature) => (
            <tr key={feature.since}>
              <th scope="row" className={`${cell} pl-4 text-left font-medium tabular-nums`}>
                {feature.since}
              </th>
              <td className={cell}>{feature.name}</td>
              <td className={`${cell} text-muted`}>{feature.before}</td>
              <td className={cell}>
                <Tag tint={feature.matters === 'always' ? 'amber' : 'plain'}>{words[feature.matters]}</Tag>
              </td>
              <td className={`${cell} pr-4 text-sm text-muted`}>{feature.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
