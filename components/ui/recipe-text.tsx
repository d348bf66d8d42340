// A sentence of a recipe; what stands between backticks is set as code.
import type { ReactNode } from 'react'

/** `a`, then code, then the rest, which may hold more code. */
function pieces(text: string): ReactNode {
  const [before = '', code, ...rest] = text.split('`')
  if (code === undefined) return before
  return (
    <>
      {before}
      <code className="text-[0.92em]">{code}</code>
      {pieces(rest.join('`'))}
    </>
  )
}

export function RecipeText({ children }: { children: string }) {
  return pieces(children)
}
