// The addresses of a job's access, of who can read something, and of the line of an artefact.
import type { AccessLine } from '@/lib/core/render/access-files'
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'

export type AccessView = { project: string; trigger: Trigger; ref: string | null; environment: string | null }

/** A job without an environment has the empty text. */
export function accessAddress({ project, trigger, ref, environment }: AccessView): string {
  const parameters = new URLSearchParams({ project, trigger, environment: environment ?? '' })
  if (ref) parameters.set('ref', ref)
  return `/access?${parameters}`
}

export function whoAddress(what: string): string {
  return `/access/who?${new URLSearchParams({ what })}`
}

export function artefactAddress({ file, line }: AccessLine): string {
  const parameters = new URLSearchParams({ file })
  if (line !== null) parameters.set('line', String(line))
  return `/artefacts?${parameters}`
}

type Parameters = Record<string, string | string[] | undefined>

/** Takes the parameters of an address; what is not said or not known falls back to a merge request, and to undefined. */
export function readAccessAddress(asked: Parameters) {
  const text = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim() : undefined)
  const environment = text('environment')
  return {
    project: text('project') || null,
    trigger: triggers.find((one) => one === text('trigger')) ?? ('merge-request' as const),
    ref: text('ref') || null,
    environment: environment === undefined ? undefined : environment || null,
  }
}
