// The steps of a fate, in their order, and what proves it in the end.
import type { FateSteps } from '@/lib/core/mapping/fate-steps'
import { RecipeText } from '../ui/recipe-text'

export function StepList({ steps }: { steps: FateSteps }) {
  return (
    <div className="rounded-lg border border-line px-3 py-2.5">
      <ol className="list-decimal space-y-1 pl-5">
        {steps.steps.map((step) => (
          <li key={step}>
            <RecipeText>{step}</RecipeText>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-muted">
        <span className="font-medium text-text">Done when: </span>
        <RecipeText>{steps.evidence}</RecipeText>
      </p>
    </div>
  )
}
