// The script form: a file that a job sources, for what `secrets:` cannot give it.
import { makesLease } from '@/lib/core/mapping/delivery'
import type { JobPlan } from '@/lib/core/mapping/plan'
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { commentText } from './comment-text'
import { groupBy } from './group-by'
import { policyPath } from './plan-policies'
import { scriptReader, scriptRuntime } from './script-runtime'
import { scriptTransit } from './script-transit'
import { shellQuote } from './shell-quote'

/** Where the script belongs in the repository. */
export const scriptPath = '.gitlab/cutover.sh'

type Entry = JobPlan['entries'][number]

/** A job, what the script shall read for it, and the vault that it logs in to. */
export type ScriptJob = { jobPlan: JobPlan; vault: VaultDeclaration }

/** Can a POSIX shell hold a variable of this name? GitLab also takes keys that begin with a digit. */
export function isShellName(key: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key)
}

/**
 * Takes the jobs of one project with what each shall read, and gives a POSIX script that a job sources with its name in
 * `CUTOVER_JOB`. It logs in once with the role of the job, reads each path once (so the fields of a dynamic credential are
 * of one lease), exports the values byte for byte and prints nothing. The token is revoked after the reads; where a
 * credential would end with it, when the job's shell ends. Every failure prints one line and ends the job. Entries whose
 * key no shell can hold are left out. The same input gives the same bytes, in whatever order it comes.
 */
export function renderScript(project: string, jobs: readonly ScriptJob[]): string {
  const branches = jobs.map(toBranch).sort((a, b) => compare(a.name, b.name))
  const transit = branches.some(({ asks }) => asks.length > 0)
  const lines = [
    ...head(project, transit),
    scriptReader,
    '',
    scriptRuntime,
    '',
    ...(transit
      ? [scriptTransit, '', 'cutover_transit_path() { # key', ...byJob(branches, transitLines), '  return 1', '}', '']
      : []),
    'cutover_read() {',
    ...byJob(branches, readLines),
    '}',
    '',
    ...before,
    ...byJob(branches, settingLines, [`*) cutover_fail "nothing is planned for job \${CUTOVER_JOB:-}" ;;`]),
    ...between,
    ...byJob(branches, exportLines),
    ...after,
  ]
  return `${lines.join('\n')}\n`
}

type Branch = { name: string; jobPlan: JobPlan; vault: VaultDeclaration; reads: Entry[]; asks: Entry[]; keeps: string }

function toBranch({ jobPlan, vault }: ScriptJob): Branch {
  const entries = jobPlan.entries.filter(({ key }) => isShellName(key)).sort((a, b) => compare(a.key, b.key))
  const reads = entries.filter(({ placement }) => placement.engine !== 'transit')
  const asks = entries.filter(({ placement }) => placement.engine === 'transit')
  const token = asks.length > 0 || reads.some(({ placement }) => makesLease(placement))
  const keeps = token ? 'token' : reads.some(({ placement }) => placement.file) ? 'files' : ''
  return { name: jobPlan.job.name, jobPlan, vault, reads, asks, keeps }
}

function head(project: string, transit: boolean): string[] {
  return [
    '#!/bin/sh',
    commentText(
      `# Reads Vault for the jobs of ${project}. Written by Cutover; replaced as a whole when the plan changes.`,
    ),
    `# Keep it as ${scriptPath}, and source it first in before_script, with the name of the job in CUTOVER_JOB.`,
    `# It needs a POSIX shell, awk and one of curl or wget${transit ? '; for transit also od' : ''}. Values are not masked in the job log.`,
    '# after_script is a shell of its own: source it there again if it needs the values.',
    '',
  ]
}

/** A `case` over the names of jobs. */
function byJob(branches: readonly Branch[], of: (branch: Branch) => string[], rest: string[] = []): string[] {
  const arms = branches.flatMap((one) => [
    `  ${shellQuote(one.name)})`,
    ...of(one).map((line) => `    ${line}`),
    '    ;;',
  ])
  return [`case \${CUTOVER_JOB:-} in`, ...arms, ...rest.map((line) => `  ${line}`), 'esac']
}

function settingLines({ vault, jobPlan, keeps }: Branch): string[] {
  const login = `auth/${vault.auth_path.replace(/^\/+|\/+$/g, '')}/login`
  return [
    `cutover_address=${shellQuote(vault.address.replace(/\/+$/, ''))}`,
    `cutover_namespace=${shellQuote(oneLine(vault.namespace ?? ''))}`,
    `cutover_login_path=${shellQuote(urlPath(login))}`,
    `cutover_role=${shellQuote(oneLine(jobPlan.role))}`,
    `cutover_role_json=${shellQuote(JSON.stringify(jobPlan.role))}`,
    `cutover_keeps=${shellQuote(keeps)}`,
  ]
}

function readLines({ reads }: Branch): string[] {
  const paths = [...groupBy(reads, ({ placement }) => policyPath(placement))].sort(([a], [b]) => compare(a, b))
  const lines = paths.flatMap(([path, entries]) => {
    const keys = entries.map(({ key }) => key).join(', ')
    return [
      `cutover_get ${[urlPath(path), oneLine(path), keys].map(shellQuote).join(' ')}`,
      ...entries.map(({ key, placement }) => {
        const { field } = placement.target
        const way = placement.engine === 'kv-v2' ? ['data', 'data', field] : ['data', field]
        const words = [key, oneLine(field), way.join('\n')].map(shellQuote).join(' ')
        return `cutover_take ${numberOf(reads, key)} ${words} ${placement.file ? 'file' : 'variable'}`
      }),
    ]
  })
  return lines.length === 0 ? [':'] : lines
}

function exportLines({ reads }: Branch): string[] {
  const texts = reads.filter(({ placement }) => !placement.file)
  const files = reads.filter(({ placement }) => placement.file)
  const held = texts.map(({ key }) => numberOf(reads, key))
  return [
    ...held.map((at) => `IFS= read -r cutover_${at} <"$cutover_dir/${at}"`),
    ...(held.length === 0 ? [] : [`rm -f ${held.map((at) => `"$cutover_dir/${at}"`).join(' ')}`]),
    '[ -n "$cutover_keeps" ] || rm -rf "$cutover_dir"',
    ...texts.flatMap(({ key }) => {
      const held = `cutover_${numberOf(reads, key)}`
      return [`${key}=$(printf '%b.' "$${held}") && ${key}=\${${key}%.} && export ${key}`, `unset ${held}`]
    }),
    ...files.map(({ key }) => `${key}=$cutover_dir/${key} && export ${key}`),
  ]
}

const operations: Record<string, string> = { sign: 'signature', encrypt: 'ciphertext', decrypt: 'plaintext' }

function transitLines({ asks }: Branch): string[] {
  const arms = asks.map(({ key, placement }) => {
    const operation = placement.target.path.split('/')[0] ?? ''
    const field = operations[operation] ?? operation
    const url = shellQuote(urlPath(policyPath(placement)))
    return `  ${key}) cutover_operation=${shellQuote(operation)} cutover_field=${shellQuote(field)} cutover_url_path=${url}; return 0 ;;`
  })
  return arms.length === 0 ? [':'] : ['case $1 in', ...arms, 'esac']
}

const before = [
  'case $- in *x*) cutover_trace=1 ;; *) cutover_trace= ;; esac',
  'set +x',
  `if [ "\${CI_DEBUG_TRACE:-}" = true ]; then cutover_fail 'CI_DEBUG_TRACE would print the values: run without it'; fi`,
]

const between = [
  'cutover_tools',
  `cutover_dir=$(umask 077 && mktemp -d "\${TMPDIR:-/tmp}/cutover.XXXXXX") || cutover_fail 'no temporary folder can be made'`,
  '[ -z "$cutover_keeps" ] || trap cutover_end EXIT',
  '(',
  '  cutover_plain',
  '  trap cutover_revoke EXIT',
  "  trap 'exit 130' INT",
  "  trap 'exit 143' TERM HUP",
  '  cutover_login',
  '  cutover_read',
  '  [ "$cutover_keeps" != token ] || trap - EXIT',
  ') </dev/null || { rm -rf "$cutover_dir"; exit 1; }',
]

const after = ['[ -z "$cutover_trace" ] || set -x']

/** The address of a path: each part encoded, so that nothing in it ends it. */
function urlPath(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/')
}

/** For messages and headers. */
function oneLine(text: string): string {
  return commentText(text)
}

/** The number under which a value is held; keys of one job are unlike. */
function numberOf(reads: readonly Entry[], key: string): number {
  return reads.findIndex((one) => one.key === key) + 1
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
