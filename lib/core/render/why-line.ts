// Why each generated line is there, in plain English, for the editor's margin.
import type { JobPlan, Policy, Role } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { changeBlocks } from './change-blocks'
import { environmentLabel } from './environment-label'
import { renderRole } from './role-json'
import { variableLabel } from './variable-label'
import { renderPolicy } from './vault-policy'

/** `line` counts from 1 in the rendered text; `text` is raw. */
export type WhyLine = { line: number; text: string }

/** Takes a policy; gives a reason for each `path` of its HCL. */
export function whyPolicy(policy: Policy): WhyLine[] {
  const lines = renderPolicy(policy).split('\n')
  const at = lines.flatMap((line, index) => (line.startsWith('path "') ? [index + 1] : []))
  return policy.paths.flatMap(({ path, variableIds }, index) => {
    const line = at[index]
    const names = variableIds.map(variableLabel).join('; ')
    return line === undefined
      ? []
      : [{ line, text: `Jobs read ${names === '' ? 'nothing any more' : names} at ${path}.` }]
  })
}

/** Takes a role and its vault; gives a reason for each key of its body, and for each bound claim. */
export function whyRole(role: Role, vault: VaultDeclaration): WhyLine[] {
  const reasons = new Map([...Object.entries(roleReasons), ...claimReasons(role), ...leaseReasons(role)])
  return renderRole(role, vault)
    .split('\n')
    .flatMap((text, index) => {
      const key = /^ {2,4}("(?:[^"\\]|\\.)*"):/.exec(text)?.[1]
      const reason = key === undefined ? undefined : reasons.get(String(JSON.parse(key)))
      return reason === undefined ? [] : [{ line: index + 1, text: reason }]
    })
}

/** Takes a generated or changed CI file and its planned jobs; gives a reason for each generated entry. */
export function whyCiFile(path: string, text: string, jobs: readonly JobPlan[]): WhyLine[] {
  return changeBlocks(path, text, jobs).map(({ line, why }) => ({ line, text: why }))
}

const roleReasons: Record<string, string> = {
  role_type: 'A write without it would make the role oidc, and every login would fail.',
  user_claim: 'One entity for each project: stable over renames, and few clients.',
  bound_audiences: 'Only tokens that GitLab made for this vault.',
  bound_claims_type: 'A write without it falls back to string, which would turn patterns into literal texts.',
  bound_claims: 'All of these must hold. Values are strings, as GitLab sends them.',
  token_policies: 'What a job with this role can read, and no more.',
  token_no_default_policy: 'The default policy grants things that a job never needs.',
  token_ttl: 'The runner logs in and reads at once; a leaked token is worth little.',
  token_explicit_max_ttl: 'No renewal makes it longer.',
  clock_skew_leeway: '0 means the default: one minute.',
}

/** A dynamic credential ends with its token. */
function leaseReasons({ tokenSeconds }: Role): [string, string][] {
  if (tokenSeconds === undefined) return []
  return [['token_ttl', 'A credential made for the job ends with the token, so it lives as long as a job may run.']]
}

function claimReasons(role: Role): [string, string][] {
  const environment = environmentLabel(role.environment)
  const pattern = role.environment.kind === 'pattern'
  const reasons: Record<string, string> = {
    project_id: `Only jobs of ${role.project}. Without it every project of this GitLab could log in.`,
    ref_protected: 'Only protected branches and tags. The string "true", never a boolean.',
    environment: pattern ? `Any environment like ${environment}.` : `Only jobs that deploy to ${environment}.`,
    environment_protected: 'GitLab lists this environment as protected.',
    environment_action: 'Only the actions in use: verify and access may run without the right to deploy.',
    pipeline_source: 'What may start the pipeline. Never a merge request, which may have ref_protected "true".',
  }
  if (!role.production) reasons.pipeline_source = 'What may start the pipeline.'
  return Object.entries(reasons).filter(([claim]) => Object.hasOwn(role.boundClaims, claim))
}
