// What a job must prove to log in, as short tags; the full claims are in the details.
import { Tag } from '../ui/tag'

type Claims = Record<string, string | string[]>

const text = (value: string | string[]) => (Array.isArray(value) ? value.join(' or ') : value)

export function ClaimTags({ claims }: { claims: Claims }) {
  const { project_id, environment, ref_protected, environment_protected, pipeline_source, ...rest } = claims
  const sources = pipeline_source === undefined ? [] : [pipeline_source].flat()
  return (
    <span className="flex flex-wrap gap-1 py-1">
      {project_id === undefined ? <Tag tint="red">any project</Tag> : <Tag>id {text(project_id)}</Tag>}
      {environment === undefined ? <Tag tint="amber">no environment</Tag> : <Tag>env {text(environment)}</Tag>}
      {ref_protected === undefined ? <Tag tint="amber">any ref</Tag> : <Tag>protected ref</Tag>}
      {environment_protected === undefined ? null : <Tag>protected env</Tag>}
      {sources.length > 0 ? (
        <Tag title={sources.join(', ')}>
          {sources.length} {sources.length === 1 ? 'source' : 'sources'}
        </Tag>
      ) : null}
      {Object.entries(rest).map(([name, value]) => (
        <Tag key={name} title={`${name}: ${text(value)}`}>
          {name.replaceAll('_', ' ')}
        </Tag>
      ))}
    </span>
  )
}
