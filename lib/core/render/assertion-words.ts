// An assertion as a sentence.
import { type Trigger, triggers } from '@/lib/core/trust/claims-of'
import type { Asserted } from './access-assertion'

const words: Record<Trigger, string> = {
  push: 'push to any branch',
  'protected-push': 'push to a protected branch',
  tag: 'tag',
  'protected-tag': 'protected tag',
  'merge-request': 'merge request',
  'fork-merge-request': 'merge request from a fork',
  schedule: 'schedule',
  web: 'pipeline started on the web page',
  api: 'pipeline started through the API',
  'child-pipeline': 'child pipeline',
}

/** Such as: No merge request reads secret/data/production. */
export function assertionSentence({ triggers: asked, path, projects }: Asserted): string {
  const where = projects === '*' ? '' : ` in ${projects}`
  return `No ${triggerPhrase(asked)} reads ${path}${where}`
}

function triggerPhrase(asked: readonly Trigger[]): string {
  const has = (trigger: Trigger) => asked.includes(trigger)
  if (triggers.every(has)) return 'pipeline'
  const short = has('merge-request') && has('fork-merge-request')
  const named = triggers.filter((trigger) => has(trigger) && !(short && trigger === 'fork-merge-request'))
  const list = named.map((trigger) => {
    return short && trigger === 'merge-request' ? 'merge request of a fork or not' : words[trigger]
  })
  if (short && named.length === 1) return 'merge request, of a fork or not,'
  return list.length < 2 ? (list[0] ?? 'pipeline') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`
}
