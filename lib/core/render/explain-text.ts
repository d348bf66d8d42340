// What a job can read, in lines for a terminal.
import type { AccessLine } from './access-files'
import type { AccessAnswer, AccessRead } from './explain-access'
import { mainLogin } from './explain-json'

/** Gives the text, with a final newline: the login first, then each variable with the line behind it. */
export function explainText(answer: AccessAnswer): string {
  const { project, trigger, ref, environment, notes, reads } = answer
  const login = mainLogin(answer)
  const lines = [
    `${project}, ${trigger} (${ref}), ${environment ?? 'no environment'}`,
    ...notes.map((note) => `  ${note}.`),
  ]
  if (login === null) lines.push('No job of this environment has a role.')
  else if (login.allowed) lines.push(`Logs in by ${login.role} with ${login.policies.join(', ') || 'no policy'}.`)
  else {
    lines.push(`Refused by ${login.role} with status ${login.status}. Vault prints one of:`)
    lines.push(...login.reported.map((text) => `    ${text}`))
    lines.push(...login.failing.map(({ text, at }) => `  ${place(at)}${text}`))
  }
  return `${[...lines, '', ...reads.flatMap(readLines)].join('\n')}\n`
}

function readLines(read: AccessRead): string[] {
  const name = `${read.key}  ${read.path}${read.field === null ? '' : `  ${read.field}`}`
  if (read.by !== null) return [`can read     ${name}`, `             ${place(read.by.at)}${read.by.policy}`]
  const [other] = read.others
  if (other !== undefined) return [`by naming    ${name}`, `             ${place(other.at)}${other.role}`]
  const why = read.why.flatMap(({ role, reasons }) => reasons.map(({ text }) => `             ${role}: ${text}`))
  return [`cannot read  ${name}`, ...why]
}

function place(at: AccessLine | null): string {
  if (at === null) return ''
  return at.line === null ? `${at.file}: ` : `${at.file}:${at.line}: `
}
