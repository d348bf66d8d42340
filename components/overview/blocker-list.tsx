// What blocks, most frequent first, each with its recipe and the way to its rows.
import Link from 'next/link'
import { type ProblemCode, recipes } from '@/lib/core/inventory/problem'
import type { Overview } from '@/lib/core/render/overview'
import { inventoryAddress } from '../inventory/inventory-address'
import { RecipeLink } from '../recipes/recipe-link'
import { problemWords } from '../ui/problem-words'
import { RecipeText } from '../ui/recipe-text'

const isCode = (code: string): code is ProblemCode => code in recipes

export function BlockerList({ blockers }: { blockers: Overview['blockers'] }) {
  if (blockers.length === 0) return <p className="text-muted">Nothing blocks.</p>
  return (
    <ul>
      {blockers.map(({ code, count }) => (
        <li key={code} className="flex gap-3 border-t border-line py-2 first:border-0 first:pt-0">
          <Link
            href={inventoryAddress({ filter: `blocker:${code}` })}
            aria-label={`${count} blocked by: ${problemWords(code)}`}
            className="w-12 shrink-0 text-right text-lg font-semibold text-red hover:underline"
          >
            {count.toLocaleString('en')}
          </Link>
          <div className="min-w-0">
            <p className="font-medium">{problemWords(code)}</p>
            {isCode(code) ? (
              <p className="text-sm text-muted">
                <RecipeText>{recipes[code]}</RecipeText> <RecipeLink code={code} />
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}
