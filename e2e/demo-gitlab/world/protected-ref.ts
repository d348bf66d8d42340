// Protected branches, tags and environments: a name or pattern and who may do what.

export interface ProtectedRef {
  id: number
  name: string
  /** Lowest role that may push (branch) or create (tag): 0 no one, 30 Developer, 40 Maintainer. */
  push: number
  merge: number
  allowForcePush: boolean
}

export interface ProtectedEnvironment {
  name: string
  deploy: number
  requiredApprovals: number
}

/** Whether a protected name, possibly with `*`, covers the ref. */
export function protects(pattern: string, ref: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${escaped}$`).test(ref)
}

/** GitLab's words for an access level in `access_level_description`. */
export function accessLevelDescription(level: number): string {
  if (level === 0) return 'No one'
  if (level === 60) return 'Administrators'
  return level >= 40 ? 'Maintainers' : 'Developers + Maintainers'
}
