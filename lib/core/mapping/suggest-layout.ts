// Proposes the path that Vault already holds for a variable, told by the likeness of names.
import type { ExistingPath } from './existing-paths'
import { environmentOfWord, keyInEnvironment, spelledAlike, wordsOf } from './name-words'
import type { MappedVariable, Plan, Target } from './plan'
import { isOpenToSuggestions } from './suggest-fates'
import { type Suggestion, type SuggestionConfidence, suggestion } from './suggestion'

/** One field of one path; `leaf` says that the name is the path's last part and the field only a guess. */
type Place = { target: Target; parts: ReadonlySet<string>; environment: string | null; leaf: boolean }

/** Places by the name that they fit and by a part of their path, since thousands of paths may hold one name. */
type Index = ReadonlyMap<string, ReadonlyMap<string, readonly Place[]>>

/** Of more places under one name and part of a path nobody could tell the right one. */
const mostPlaces = 200

/**
 * A place counts when its field (or, in a list of paths alone, its last part) is the variable's name in any spelling, some
 * part of its path is one of the owner's, and it speaks of no other environment. It is looked for by the owner's last
 * part first. Of several the one that shares most parts is proposed; where two share as many, both are named and the
 * proposal is weak.
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

function indexPlaces(paths: readonly ExistingPath[]): Index {
  const index = new Map<string, Map<string, Place[]>>()
  const add = (name: string, place: Place) => {
    const alike = spelledAlike(wordsOf(name))
    if (alike === '') return
    const byPart = index.get(alike) ?? new Map<string, Place[]>()
    index.set(alike, byPart)
    for (const part of place.parts) {
      const places = byPart.get(part)
      if (places) places.push(place)
      else byPart.set(part, [place])
    }
  }
  for (const { vault, mount, path, fields } of paths) {
    const environment =
      path
        .split('/')
        .flatMap(wordsOf)
        .map(environmentOfWord)
        .find((one) => one !== null) ?? null
    const at = { parts: partsOf(path), environment }
    const leaf = path.split('/').at(-1) ?? ''
    for (const field of fields ?? []) add(field, { ...at, target: { vault, mount, path, field }, leaf: false })
    if (fields === null || (fields.length === 1 && fields[0] === 'value')) {
      add(leaf, { ...at, target: { vault, mount, path, field: fields?.[0] ?? 'value' }, leaf: true })
    }
  }
  return index
}

const partOf = (text: string) => spelledAlike(wordsOf(text))

const partsOf = (path: string) =>
  new Set(
    path
      .split('/')
      .map(partOf)
      .filter((part) => part !== ''),
  )

type Best = { place: Place; confidence: SuggestionConfidence; why: string[] }

function bestPlace({ variable }: MappedVariable, index: Index): Best | null {
  const said = keyInEnvironment(variable.key)
  const scope = variable.environmentScope === '*' ? null : (wordsOf(variable.environmentScope)[0] ?? '')
  const environment = scope === null ? (said?.environment ?? null) : (environmentOfWord(scope) ?? scope.toLowerCase())
  const names = [variable.key, ...(said === null ? [] : [said.stem])]
  const byPart = names.flatMap((name) => index.get(partOf(name)) ?? [])
  if (byPart.length === 0) return null
  const owner = partsOf(variable.owner ?? '')
  for (const part of [...owner].reverse()) {
    const places = byPart.flatMap((places) => places.get(part) ?? [])
    if (places.length > mostPlaces) continue
    const fits = [...new Set(places)].filter(
      (place) => place.environment === null || environment === null || place.environment === environment,
    )
    if (fits.length > 0) return best(fits, owner, environment)
  }
  return null
}

function best(places: Place[], owner: ReadonlySet<string>, environment: string | null): Best | null {
  const [first, second] = places
    .map((place) => {
      const shared = [...owner].filter((part) => place.parts.has(part))
      const same = place.environment !== null && place.environment === environment
      return { place, shared, score: shared.length * 2 + (same ? 1 : 0), text: pathText(place.target) }
    })
    .sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1))
  if (first === undefined) return null
  const { place, shared } = first
  const tie = second !== undefined && second.score === first.score
  const why = [
    `${first.text} exists: its ${place.leaf ? 'last part' : 'field'} is this name`,
    `Its path shares ${shared.map((part) => part.toLowerCase().replaceAll('_', '-')).join(', ')} with the owner`,
    ...(place.environment === null ? [] : [`It speaks of ${place.environment}`]),
    ...(place.leaf ? [`The list names no field; ${place.target.field} is a guess`] : []),
    ...(tie ? [`${second.text} fits as well: look which one holds it`] : []),
  ]
  const whole = shared.length === owner.size && !place.leaf && place.environment === environment
  return { place, why, confidence: tie ? 'low' : whole ? 'high' : 'medium' }
}

function isSame({ target }: MappedVariable, other: Target): boolean {
  return target !== null && target.vault === other.vault && pathText(target) === pathText(other)
}

const pathText = ({ mount, path, field }: Target) => `${mount}/${path}#${field}`
