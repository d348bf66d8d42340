// Recipes: every blocker and warning, what to do about it, and how many variables it holds back.
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { RecipeList } from '@/components/recipes/recipe-list'
import { requireUser } from '@/lib/auth/require-user'
import { loadOverview } from '@/lib/services/load-overview'

export const metadata: Metadata = { title: 'Recipes' }

export default async function BlockersPage() {
  await requireUser()
  const { blockers } = await loadOverview()
  return (
    <>
      <PageHeader title="Recipes" summary="What can hold a variable back, and what to do about it" />
      <RecipeList counts={new Map(blockers.map(({ code, count }) => [code, count]))} />
    </>
  )
}
