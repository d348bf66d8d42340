// Every long recipe by the code of its blocker, in the groups in which a page lists them.
import type { LongRecipe } from './long-recipe'
import { type ProblemCode, recipes } from './problem'
import { beforeJob } from './recipes-before-job'
import { pipelines } from './recipes-pipelines'
import { values } from './recipes-values'

type Recipes = Partial<Record<ProblemCode, LongRecipe>>

const groups: readonly { title: string; recipes: Recipes }[] = [
  { title: 'Read before the job exists', recipes: beforeJob },
  { title: 'Jobs that lie elsewhere', recipes: pipelines },
  { title: 'Values, scopes and logins', recipes: values },
]

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(recipes, code)

/** Null where the sentence in `recipes` says all there is. */
export function longRecipe(code: ProblemCode): LongRecipe | null {
  return groups.find((group) => Object.hasOwn(group.recipes, code))?.recipes[code] ?? null
}

/** Codes by group, those without a long recipe last: together all there are, each once. */
export function recipeGroups(): { title: string; codes: ProblemCode[] }[] {
  const long = groups.map(({ title, recipes: of }) => ({ title, codes: Object.keys(of).filter(isProblemCode) }))
  const known = new Set(long.flatMap(({ codes }) => codes))
  const rest = Object.keys(recipes).filter(isProblemCode)
  return [...long, { title: 'In one sentence', codes: rest.filter((code) => !known.has(code)) }]
}
