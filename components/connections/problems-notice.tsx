// What is wrong in settings, one line for each mistake; nothing where nothing is.
import { Notice } from '../ui/notice'

export function ProblemsNotice({ title, problems }: { title: string; problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <Notice weight="problem" title={title}>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  )
}
