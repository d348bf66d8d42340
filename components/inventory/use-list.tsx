// Which jobs use the variable, and the lines that show it.
import type { JobEnvironment } from '@/lib/core/inventory/consumer'
import type { VariableDetail } from '@/lib/core/render/inventory-row'
import { Notice } from '../ui/notice'
import { Tag } from '../ui/tag'
import { DrawerSection } from './drawer-section'
import { EvidenceLine } from './evidence-line'

/** The environment of a job in a few words. */
function environmentText(environment: JobEnvironment): string {
  if (environment.kind === 'none') return 'no environment'
  if (environment.kind === 'name') return environment.name
  return environment.kind === 'pattern' ? environment.pattern : environment.text
}

export function UseList({ detail }: { detail: VariableDetail }) {
  const { consumers, unknown, uses } = detail
  const remark = uses === null ? 'number unknown' : `${uses} ${uses === 1 ? 'job' : 'jobs'}`
  return (
    <DrawerSection title="Where it is used" remark={remark}>
      {unknown.length > 0 ? (
        <Notice weight="warning" title={uses === null ? 'Nobody can tell yet' : 'There may be more'} className="mb-2">
          <ul>
            {unknown.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {consumers.length === 0 && unknown.length === 0 ? (
        <p className="text-muted">No job of a project that was read uses it. It may be retired instead of moved.</p>
      ) : null}
      {consumers.length > 0 ? (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {consumers.map((consumer) => (
            <li key={`${consumer.project} ${consumer.job}`} className="px-3 py-2.5">
              <p className="[overflow-wrap:anywhere]">
                <span className="font-medium">{consumer.job}</span>{' '}
                <span className="text-muted">{consumer.project}</span>
              </p>
              <p className="mt-0.5 flex flex-wrap gap-1">
                <Tag tint={consumer.tier === 'production' ? 'blue' : 'plain'}>
                  {environmentText(consumer.environment)}
                </Tag>
                {consumer.kinds.map((kind) => (
                  <Tag key={kind}>{kind.replaceAll('_', ' ')}</Tag>
                ))}
                {consumer.confidence === 'certain' ? null : <Tag tint="amber">{consumer.confidence}</Tag>}
              </p>
              {consumer.evidence.slice(0, 4).map((evidence) => (
                <EvidenceLine key={`${evidence.file}:${evidence.line}:${evidence.text}`} evidence={evidence} />
              ))}
              {consumer.evidence.length > 4 ? (
                <p className="mt-1 text-sm text-muted">and {consumer.evidence.length - 4} more lines</p>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </DrawerSection>
  )
}
