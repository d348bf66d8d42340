// All recipes by group, each with how many variables its blocker holds back.
import Link from 'next/link'
import { recipeGroups } from '@/lib/core/inventory/long-recipes'
import { recipes } from '@/lib/core/inventory/problem'
import { recipeAddress } from '@/lib/core/inventory/recipe-address'
import { inventoryAddress } from '../inventory/inventory-address'
import { Card } from '../ui/card'
import { problemWords } from '../ui/problem-words'
import { RecipeText } from '../ui/recipe-text'

export function RecipeList({ counts }: { counts: ReadonlyMap<string, number> }) {
  return (
    <div className="space-y-3">
      {recipeGroups().map(({ title, codes }) => (
        <Card key={title} title={title}>
          <ul>
            {codes.map((code) => (
              <li key={code} className="flex gap-3 border-t border-line py-2 first:border-0 first:pt-0">
                <Count code={code} count={counts.get(code) ?? 0} />
                <div className="min-w-0">
                  <p className="font-medium">
                    <Link href={recipeAddress(code)} prefetch={false} className="rounded-sm hover:underline">
                      {problemWords(code)}
                    </Link>
                  </p>
                  <p className="max-w-[90ch] text-sm text-muted">
                    <RecipeText>{recipes[code]}</RecipeText>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}

function Count({ code, count }: { code: string; count: number }) {
  const look = 'w-12 shrink-0 text-right tabular-nums'
  if (count === 0) return <span className={`${look} text-muted`}>0</span>
  return (
    <Link
      href={inventoryAddress({ filter: `blocker:${code}` })}
      aria-label={`${count} blocked by: ${problemWords(code)}`}
      className={`${look} font-semibold text-red hover:underline`}
    >
      {count.toLocaleString('en')}
    </Link>
  )
}
