// A place in Vault as one line.
import type { Target } from '@/lib/core/mapping/plan'

/** `secret/gitlab/app/production#DB_PASSWORD`: mount, path, and the field after the `#`. */
export function targetText(target: Target): string {
  return `${target.mount}/${target.path}#${target.field}`
}

/** The same without a field that is named as the variable is, which goes without saying in a row. */
export function shortTargetText(target: Target, key: string): string {
  return target.field === key ? `${target.mount}/${target.path}` : targetText(target)
}
