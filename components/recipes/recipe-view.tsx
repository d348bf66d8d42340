// A recipe at length: what the blocker means, the steps, both states as configuration, and what proves that it is done.
import type { LongRecipe } from '@/lib/core/inventory/long-recipe'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'
import { RecipeText } from '../ui/recipe-text'

export function RecipeView({ recipe }: { recipe: LongRecipe }) {
  const { example } = recipe
  return (
    <div className="space-y-3">
      <Card title="What it means">
        <p className="max-w-[76ch]">
          <RecipeText>{recipe.means}</RecipeText>
        </p>
      </Card>
      <Card title="What to do">
        <ol className="max-w-[76ch] list-decimal space-y-1.5 pl-5">
          {recipe.steps.map((step) => (
            <li key={step}>
              <RecipeText>{step}</RecipeText>
            </li>
          ))}
        </ol>
        <p className="mt-3 max-w-[76ch] text-muted">
          <span className="font-medium text-text">Done when: </span>
          <RecipeText>{recipe.evidence}</RecipeText>
        </p>
      </Card>
      {example ? (
        <div className="grid grid-cols-2 gap-3 max-[900px]:grid-cols-1">
          <State title="Before" text={example.before} />
          <State title="After" text={example.after} />
        </div>
      ) : null}
      <p className="text-sm text-muted [overflow-wrap:anywhere]">
        Source:{' '}
        <a href={recipe.source} target="_blank" rel="noreferrer" className="rounded-sm underline underline-offset-2">
          {recipe.source}
          <span className="sr-only"> (opens GitLab’s documentation)</span>
        </a>
      </p>
    </div>
  )
}

function State({ title, text }: { title: string; text: string }) {
  return (
    <Card title={title} remark={<CopyButton text={text} label={`configuration ${title.toLowerCase()}`} />}>
      <pre className="rounded-lg bg-raised px-3 py-2.5 font-mono text-sm leading-[18px] whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
    </Card>
  )
}
