// One rendered file, as the artefacts page and the export have it.

export type ArtefactKind =
  | 'policy'
  | 'role'
  | 'auth'
  | 'cli'
  | 'ci'
  | 'script-form'
  | 'engine-role'
  | 'terraform'
  | 'bindings'
  | 'checklist'
  | 'trust-model'
  | 'failure-modes'

export type ArtefactFile = {
  path: string
  kind: ArtefactKind
  project: string | null
  environment: string | null
  text: string
  /** The real file as it is today, for a diff; null for a new file. */
  before: string | null
  language: 'hcl' | 'json' | 'yaml' | 'shell' | 'markdown' | 'csv'
  why: { line: number; text: string }[]
  problems: { line: number; text: string }[]
}

export type LeftOut = { level: string; owner: string | null; key: string; environment_scope: string; reason: string }
