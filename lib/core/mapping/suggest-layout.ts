// Proposes the path that Vault already holds for a variable, told by the likeness of names.
import type { ExistingPath } from './existing-paths'
import { environmentOfWord, keyInEnvironment, spelledAlike, wordsOf } from './name-words'
import type { MappedVariable, Plan, Target } from './plan'
import { isOpenToSuggestions } from './suggest-fates'
import { type Suggestion, type SuggestionConfidence, suggestion } from './suggestion'

/** One field of one path; `leaf` says that the name is the path's last part and the field only a guess. */
type Place = { target: Target; words: string[]; environment: string | null; leaf: boolean }

/**
 * A place counts when its field (or, in a list of paths alone, its last part) is the variable's name in any spelling, some
 * part of its path is that of the owner, and it speaks of no other environment. Of several the one that shares most
 * words is proposed; where two share as many, both are named and the proposal is weak. Linear in variables and places,
 * apart from places that share a name.
 */
export function suggestByLayout({ variables }: Pick<Plan, 'variables'>, paths: readonly ExistingPath[]): Suggestion[] {
  if (paths.length === 0) return []
  const index = indexPlaces(paths)
  return variables.flatMap((mapped) => {
    if (!isOpenToSuggestions(mapped)) return []
    const found = bestPlace(mapped, index)
    if (found === null || isSame(mapped, found.place.target)) return []
    const { target } = found.place
    return [
      suggestion({
        kind: 'map',
        basis: 'layout',
        confidence: found.confidence,
        why: found.why,
        variables: [mapped.id],
        change: { kind: 'edit', edit: { kind: 'target', target: { ...target } } },
      }),
    ]
  })
}

function indexPlaces(paths: readonly ExistingPath[]): Map<string, Place[]> {
  const index = new Map<string, Place[]>()
  const add = (name: string, place: Place) => {
    const alike = spelledAlike(wordsOf(name))
    if (alike === '') return
    const places = index.get(alike)
    if (places) places.push(place)
    else index.set(alike, [place])
  }
  for (const { vault, mount, path, fields } of paths) {
    const words = path.split('/').flatMap(wordsOf)
    const environment = words.map(environmentOfWord).find((one) => one !== null) ?? null
    const leaf = path.split('/').at(-1) ?? ''
    for (const field of fields ?? [])
      add(field, { target: { vault, mount, path, field }, words, environment, leaf: false })
    if (fields === null || (fields.length === 1 && fields[0] === 'value')) {
      add(leaf, { target: { vault, mount, path, field: fields?.[0] ?? 'value' }, words, environment, leaf: true })
    }
  }
  return index
}

type Best = { place: Place; confidence: SuggestionConfidence; why: string[] }

function bestPlace({ variable }: MappedVariable, index: ReadonlyMap<string, Place[]>): Best | null {
  const said = keyInEnvironment(variable.key)
  const scope = variable.environmentScope === '*' ? null : (wordsOf(variable.environmentScope)[0] ?? '')
  const environment = scope === null ? (said?.environment ?? null) : (environmentOfWord(scope) ?? scope.toLowerCase())
  const names = [variable.key, ...(said === null ? [] : [said.stem])]
  const places = names.flatMap((name) => index.get(spelledAlike(wordsOf(name))) ?? [])
  const owner = new Set((variable.owner ?? '').split('/').flatMap(wordsOf))
  const scored = [...new Set(places)]
    .filter((place) => place.environment === null || environment === null || place.environment === environment)
    .map((place) => ({ place, shared: [...owner].filter((word) => place.words.includes(word)) }))
    .filter(({ shared }) => shared.length > 0)
    .map((one) => ({
      ...one,
      score: one.shared.length * 2 + (one.place.environment !== null && one.place.environment === environment ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score || (pathText(a.place.target) < pathText(b.place.target) ? -1 : 1))
  const [first, second] = scored
  if (first === undefined) return null
  const tie = second !== undefined && second.score === first.score
  const why = [
    `${pathText(first.place.target)} exists: its ${first.place.leaf ? 'last part' : 'field'} is this name`,
    `Its path shares ${first.shared.map((word) => word.toLowerCase()).join(', ')} with the owner`,
    ...(first.place.environment === null ? [] : [`It speaks of ${first.place.environment}`]),
    ...(first.place.leaf ? [`The list names no field; ${first.place.target.field} is a guess`] : []),
    ...(tie ? [`${pathText(second.place.target)} fits as well: look which one holds it`] : []),
  ]
  const whole = first.shared.length === owner.size && !first.place.leaf
  return {
    place: first.place,
    why,
    confidence: tie ? 'low' : whole && first.place.environment === environment ? 'high' : 'medium',
  }
}

function isSame({ target }: MappedVariable, other: Target): boolean {
  return target !== null && target.vault === other.vault && pathText(target) === pathText(other)
}

const pathText = ({ mount, path, field }: Target) => `${mount}/${path}#${field}`
