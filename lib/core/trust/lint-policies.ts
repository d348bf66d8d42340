// What is risky in what a role may read: templates that others can steer, paths that merge requests read too.
import { accessOf, type WrittenPolicies } from './evaluate-access'
import type { WrittenRole } from './evaluate-role-write'
import type { Flavour } from './flavour'
import type { LintFacts } from './lint-facts'
import type { Finding } from './lint-role'

/** What is the same for all tokens with one value of the user claim. */
const fixedBy: Record<string, readonly string[]> = {
  project_id: ['project_id', 'project_path', 'namespace_id', 'namespace_path'],
  project_path: ['project_id', 'project_path', 'namespace_id', 'namespace_path'],
  namespace_id: ['namespace_id', 'namespace_path'],
  user_id: ['user_id', 'user_login'],
  user_login: ['user_id', 'user_login'],
}
const withSlashes = ['project_path', 'namespace_path', 'ref', 'ref_path', 'sub', 'environment', 'job_project_path']

export function lintPolicies(
  role: WrittenRole,
  policies: WrittenPolicies,
  facts: LintFacts,
  flavour: Flavour,
): Finding[] {
  const used = role.policies.map((name) => name.toLowerCase())
  const templates = used.flatMap((name) =>
    (policies.get(name) ?? []).flatMap((rule) =>
      rule.templated ? templateFindings(role, name, rule.key, flavour) : [],
    ),
  )
  return [...templates, ...sharedPaths(used, policies, facts, flavour)]
}

function templateFindings(role: WrittenRole, policy: string, key: string, flavour: Flavour): Finding[] {
  return [...key.matchAll(/\{\{\s*identity\.entity\.aliases\.[^.}]+\.metadata\.([^}\s]+)\s*\}\}/g)].flatMap(
    ([, name]) => (name === undefined || name === 'role' ? [] : metadataFinding(role, policy, name, flavour)),
  )
}

function metadataFinding(role: WrittenRole, policy: string, name: string, flavour: Flavour): Finding[] {
  const [source] = [...role.claimMappings].find(([, target]) => target === name) ?? []
  const field = `policy ${policy}`
  if (source === undefined) {
    const text = `No claim is mapped to ${name}: the block that uses it is dropped without a word`
    return [{ code: 'template_never_filled', field, text, advice: `Map a claim to ${name} in claim_mappings` }]
  }
  const fixed = [role.userClaim, ...(fixedBy[role.userClaim] ?? [])]
  const findings: Finding[] = []
  if (!fixed.includes(source)) {
    findings.push({
      code: 'template_not_fixed_by_user_claim',
      field,
      text: `Jobs with the same ${role.userClaim} share metadata: one can read with the ${source} of another`,
      advice: `Template only what ${role.userClaim} determines, such as project_id with user_claim project_id`,
    })
  }
  if (flavour.templateRefuses?.test('/') && withSlashes.includes(source)) {
    findings.push({
      code: 'template_value_with_slash',
      field,
      text: `This server puts no value with a slash into a path, and ${source} has one: the block is dropped`,
      advice: 'Template on project_id',
    })
  }
  return findings
}

function sharedPaths(used: string[], policies: WrittenPolicies, facts: LintFacts, flavour: Flavour): Finding[] {
  if (!facts.production) return []
  const token = { policies: used, identity: { alias: () => null, groups: [] } }
  const ask = accessOf(policies, token, 0, flavour)
  return facts.paths.flatMap((path): Finding[] => {
    const by = facts.mergeRequestPaths.includes(path) ? ask(path, 'read').by : null
    if (by === null) return []
    return [
      {
        code: 'path_read_by_merge_request',
        field: `policy ${by.policy}`,
        text: `${path} is read here for production, and by another role for merge requests`,
        advice: 'Give merge requests a secret of their own, or take the path from their policy',
      },
    ]
  })
}
