// The recipe of one blocker or warning, and the way to the variables that it holds back.
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { inventoryAddress } from '@/components/inventory/inventory-address'
import { PageHeader } from '@/components/layout/page-header'
import { RecipeView } from '@/components/recipes/recipe-view'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { problemWords } from '@/components/ui/problem-words'
import { RecipeText } from '@/components/ui/recipe-text'
import { requireUser } from '@/lib/auth/require-user'
import { isProblemCode, longRecipe } from '@/lib/core/inventory/long-recipes'
import { recipes } from '@/lib/core/inventory/problem'
import { queryInventory } from '@/lib/services/query-inventory'

type Asked = { params: Promise<{ code: string }> }

export async function generateMetadata({ params }: Asked): Promise<Metadata> {
  return { title: problemWords((await params).code) }
}

export default async function BlockerPage({ params }: Asked) {
  await requireUser()
  const { code } = await params
  if (!isProblemCode(code)) notFound()
  const filter = `blocker:${code}`
  const { total } = await queryInventory({ filter, sort: 'key', direction: 'asc', page: 1, pageSize: 1 })
  const recipe = longRecipe(code)
  return (
    <>
      <PageHeader
        title={problemWords(code)}
        summary={
          total === 0 ? (
            'Blocks no variable now'
          ) : (
            <>
              Blocks{' '}
              <Link href={inventoryAddress({ filter })} className="rounded-sm text-accent-text hover:underline">
                {total.toLocaleString('en')} {total === 1 ? 'variable' : 'variables'}
              </Link>
            </>
          )
        }
      >
        <ButtonLink href="/blockers">All recipes</ButtonLink>
      </PageHeader>
      <div className="space-y-3">
        <Card>
          <p className="max-w-[76ch]">
            <span className="font-medium">In short: </span>
            <RecipeText>{recipes[code]}</RecipeText>
          </p>
        </Card>
        {recipe ? <RecipeView recipe={recipe} /> : null}
      </div>
    </>
  )
}
