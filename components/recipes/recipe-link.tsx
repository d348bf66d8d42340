// The way from a blocker or warning to its recipe at length.
import Link from 'next/link'
import type { ProblemCode } from '@/lib/core/inventory/problem'
import { recipeAddress } from '@/lib/core/inventory/recipe-address'
import { problemWords } from '../ui/problem-words'

export function RecipeLink({ code }: { code: ProblemCode }) {
  return (
    <Link
      href={recipeAddress(code)}
      prefetch={false}
      aria-label={`Recipe: ${problemWords(code)}`}
      className="rounded-sm whitespace-nowrap text-accent-text underline underline-offset-2"
    >
      Recipe
    </Link>
  )
}
