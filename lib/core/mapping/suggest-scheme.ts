// Proposes a path of its environment for a variable whose name says which one it is, such as PROD_DB_PASSWORD.
import type { Variable } from '@/lib/core/inventory/variable'
import { defaultPaths } from './default-target'
import { type KeyInEnvironment, keyInEnvironment } from './name-words'
import type { MappedVariable, Plan } from './plan'
import { isOpenToSuggestions } from './suggest-fates'
import { type Suggestion, suggestion } from './suggestion'

type Named = { mapped: MappedVariable; said: KeyInEnvironment }

const familyOf = ({ level, owner, scheduleId }: Variable, stem: string) =>
  JSON.stringify([level, owner, scheduleId, stem])

/**
 * For variables of scope `*` alone: with any other scope GitLab itself says the environment. Sure where the same name
 * stands beside it for another environment; else proposed only for words that hardly mean anything else (PROD, STAGING).
 * The path keeps the usual form of its owner, the field is the name without the environment.
 */
export function suggestByScheme({ variables }: Pick<Plan, 'variables'>): Suggestion[] {
  const families = new Map<string, Named[]>()
  for (const mapped of variables) {
    if (mapped.state === 'gone' || mapped.variable.environmentScope !== '*') continue
    const said = keyInEnvironment(mapped.variable.key)
    if (said === null) continue
    const family = familyOf(mapped.variable, said.stem)
    const members = families.get(family)
    if (members) members.push({ mapped, said })
    else families.set(family, [{ mapped, said }])
  }
  return [...families.values()].flatMap((family) => family.flatMap((one) => ofMember(one, family)))
}

function ofMember({ mapped, said }: Named, family: Named[]): Suggestion[] {
  if (!isOpenToSuggestions(mapped)) return []
  const { environment, stem } = said
  if (mapped.placements.some((placement) => placement.environment === environment)) return []
  const others = family.filter((one) => one.said.environment !== environment)
  if (others.length === 0 && !said.plain) return []
  const twins = family.filter((one) => one.mapped !== mapped && one.said.environment === environment)
  const path = defaultPaths[mapped.variable.level].replace('{environment}', environment)
  const why = [
    `Its name says ${environment}, its scope is *`,
    ...others.slice(0, 1).map((one) => `${one.mapped.variable.key} stands beside it for ${one.said.environment}`),
    ...(twins.length > 0
      ? [`${twins.map((one) => one.mapped.variable.key).join(', ')} would have the same field: choose another`]
      : []),
  ]
  const confidence = twins.length > 0 ? 'low' : others.length > 0 ? 'high' : 'medium'
  return [
    suggestion({
      kind: 'map',
      basis: 'scheme',
      confidence,
      why,
      variables: [mapped.id],
      change: { kind: 'edit', edit: { kind: 'target', target: { path, field: stem } } },
    }),
  ]
}
