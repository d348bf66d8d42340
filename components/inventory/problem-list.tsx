// Blockers or warnings of a variable: what it is, the lines that show it, and the recipe.
import { type Problem, recipes } from '@/lib/core/inventory/problem'
import { RecipeLink } from '../recipes/recipe-link'
import { problemWords } from '../ui/problem-words'
import { RecipeText } from '../ui/recipe-text'
import { Tag } from '../ui/tag'
import { DrawerSection } from './drawer-section'
import { EvidenceLine } from './evidence-line'

export function ProblemList({ title, problems, bad }: { title: string; problems: Problem[]; bad?: boolean }) {
  if (problems.length === 0) return null
  return (
    <DrawerSection title={title}>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.detail}`} className="px-3 py-2.5">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {problemWords(problem.code)} <Tag tint={bad ? 'red' : 'amber'}>{problem.code}</Tag>
            </p>
            <p className="[overflow-wrap:anywhere]">{problem.detail}</p>
            {problem.evidence.slice(0, 5).map((evidence) => (
              <EvidenceLine key={`${evidence.file}:${evidence.line}:${evidence.text}`} evidence={evidence} bad={bad} />
            ))}
            <p className="mt-1.5 text-muted">
              <span className="font-medium text-text">What to do: </span>
              <RecipeText>{recipes[problem.code]}</RecipeText> <RecipeLink code={problem.code} />
            </p>
          </li>
        ))}
      </ul>
    </DrawerSection>
  )
}
