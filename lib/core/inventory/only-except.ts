// GitLab's older `only` and `except`, decided as far as the pipeline is known.
import type { Tri } from './consumer'
import type { World } from './pipeline-worlds'
import { mayMatchUnprotected } from './ref-pattern'
import { evaluateExpression, toRegExp } from './rule-expression'
import { allOf, anyOf, not, triOf } from './tri'
import { asList, isMap, type YamlMap } from './yaml-value'

const defaultRefs = ['branches', 'tags']

/** Names that GitLab reads as a source, never as a branch. Source: docs.gitlab.com/ci/yaml/deprecated_keywords. */
const sourceKeywords = new Set([
  'api',
  'chat',
  'external',
  'external_pull_requests',
  'merge_requests',
  'pipelines',
  'pushes',
  'schedules',
  'triggers',
  'web',
])

/**
 * Takes a job's `only` and `except` and gives whether they let it run. All parts of `only` must hold, any part of
 * `except` keeps the job out. Without both, the job runs in branch and tag pipelines; GitLab drops that default where
 * `workflow:rules` exist.
 * Sources: GitLab `lib/gitlab/ci/config/entry/processable.rb`, `lib/gitlab/ci/build/policy/refs.rb`.
 */
export function onlyExcept(only: unknown, except: unknown, hasWorkflowRules: boolean, world: World): Tri {
  const written = only !== undefined && only !== null
  const included = written ? allOf(policyParts(withRefs(only), world)) : defaultHolds(hasWorkflowRules, world)
  if (except === undefined || except === null) return included
  const excluded = anyOf(policyParts(isMap(except) ? except : { refs: except }, world))
  return allOf([included, not(excluded)])
}

function defaultHolds(hasWorkflowRules: boolean, world: World): Tri {
  return hasWorkflowRules ? 'yes' : refsHold(defaultRefs, world)
}

function withRefs(only: unknown): YamlMap {
  return isMap(only) ? { refs: defaultRefs, ...only } : { refs: only }
}

function policyParts(policy: YamlMap, world: World): Tri[] {
  const parts: Tri[] = []
  if (policy.refs !== undefined && policy.refs !== null) parts.push(refsHold(asList(policy.refs), world))
  if (policy.variables !== undefined) parts.push(variablesHold(asList(policy.variables), world))
  if (policy.changes !== undefined || policy.kubernetes !== undefined) parts.push('maybe')
  return parts
}

function variablesHold(expressions: unknown[], world: World): Tri {
  return anyOf(
    expressions.map((one) =>
      typeof one === 'string' ? evaluateExpression(one, world.lookup, mayMatchUnprotected) : 'maybe',
    ),
  )
}

function refsHold(refs: unknown[], world: World): Tri {
  return anyOf(refs.flat(10).map((ref) => (typeof ref === 'string' ? refHolds(ref, world) : 'maybe')))
}

/** A keyword is the ref's kind, or the pipeline's source with or without plural s; else a name or pattern of refs. */
function refHolds(written: string, world: World): Tri {
  const [ref = '', path] = written.startsWith('/') ? [written] : written.split('@')
  const inProject = path === undefined ? 'yes' : 'maybe'
  if (ref === 'branches') return allOf([triOf(world.ref === 'branch'), inProject])
  if (ref === 'tags') return allOf([triOf(world.ref === 'tag'), inProject])
  const source = world.source.replace(/_event$/, '')
  if (ref === source || ref === `${source}s` || ref === `${source}es`) return inProject
  if (world.ref === 'merge_request' || sourceKeywords.has(ref)) return 'no'
  return allOf([nameHolds(ref, world), inProject])
}

function nameHolds(ref: string, world: World): Tri {
  const quoted = ref.startsWith('/') ? null : `"${ref}"`
  if (quoted) return evaluateExpression(`$CI_COMMIT_REF_NAME == ${quoted}`, world.lookup, mayMatchUnprotected)
  const pattern = toRegExp(ref)
  if (!pattern || !('some' in world.refName)) return 'maybe'
  return mayMatchUnprotected(pattern, world.refName.never)
}
