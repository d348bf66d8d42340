// What a job must prove to log in, as short tags on one line; the full claims are in the details of the role.
import { classNames } from '../ui/class-names'
import { Tag } from '../ui/tag'

type Claims = Record<string, string | string[]>

const text = (value: string | string[]) => [value].flat().join(' or ')

/** What is missing is tinted, since it widens the role; what is usual is counted. */
export function ClaimTags({ claims, environment: own }: { claims: Claims; environment: string | null }) {
  const { project_id, environment, ref_protected, ...rest } = claims
  const more = Object.entries(rest)
  return (
    <span className="flex gap-1 overflow-hidden">
      {project_id === undefined ? <Tag tint="red">any project</Tag> : <Tag>id {text(project_id)}</Tag>}
      {environment === undefined ? (
        <Tag tint="amber">no env</Tag>
      ) : (
        <span
          className={classNames('flex', environment !== own && 'min-w-0 [&>span]:block [&>span]:truncate')}
          title={`environment: ${text(environment)}`}
        >
          <Tag>{environment === own ? 'this env' : `env ${text(environment)}`}</Tag>
        </span>
      )}
      {ref_protected === undefined ? <Tag tint="amber">any ref</Tag> : <Tag>protected ref</Tag>}
      {more.length > 0 ? (
        <Tag title={more.map(([name, value]) => `${name}: ${text(value)}`).join('\n')}>+{more.length}</Tag>
      ) : null}
    </span>
  )
}
