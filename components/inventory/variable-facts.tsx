// The settings of a variable as short tags; what deserves a look is tinted.
import type { Variable } from '@/lib/core/inventory/variable'
import { Tag } from '../ui/tag'

export function VariableFacts({
  variable,
  production,
  oneLine,
}: {
  variable: Variable
  production: boolean
  oneLine?: boolean
}) {
  return (
    <span className={oneLine ? 'flex gap-1 overflow-hidden' : 'flex flex-wrap gap-1'}>
      {variable.masked ? (
        <Tag title="GitLab hides the value in job logs">{variable.hidden ? 'masked and hidden' : 'masked'}</Tag>
      ) : (
        <Tag tint="amber" title="Job logs show the value">
          not masked
        </Tag>
      )}
      {variable.protected ? (
        <Tag title="Only jobs of protected branches and tags get it">protected</Tag>
      ) : (
        <Tag tint={production ? 'amber' : 'plain'} title="Jobs of any branch get it">
          not protected
        </Tag>
      )}
      {variable.variableType === 'file' ? <Tag title="Jobs get the path of a file">file</Tag> : null}
      {variable.raw === null ? null : variable.raw ? (
        <Tag title="GitLab leaves $ in the value alone">raw</Tag>
      ) : (
        <Tag title="GitLab expands $NAME in the value">expanded</Tag>
      )}
    </span>
  )
}
