// The address of a view of the binding table.

export type BindingsView = { environment: string | null; flag: string | null; role: string | null; page: number }

/** Rows of the table that are shown at once. */
export const pageSize = 100

/** `environment` is the name, the empty text for jobs without one. */
export function bindingsAddress(view: Partial<BindingsView>): string {
  const parameters = new URLSearchParams()
  if (view.environment !== null && view.environment !== undefined) parameters.set('environment', view.environment)
  if (view.flag) parameters.set('flag', view.flag)
  if (view.role) parameters.set('role', view.role)
  if (view.page !== undefined && view.page > 1) parameters.set('page', String(view.page))
  const text = parameters.toString()
  return text ? `/bindings?${text}` : '/bindings'
}

/** Environments of the table with their rows: production first, jobs without an environment last. */
export function environmentsOf(
  rows: { environment: string | null; production: boolean }[],
): { environment: string; production: boolean; count: number }[] {
  const found = new Map<string, { environment: string; production: boolean; count: number }>()
  for (const row of rows) {
    const name = row.environment ?? ''
    const known = found.get(name) ?? { environment: name, production: false, count: 0 }
    found.set(name, { ...known, production: known.production || row.production, count: known.count + 1 })
  }
  const rank = (one: { environment: string; production: boolean }) =>
    one.environment === '' ? 2 : one.production ? 0 : 1
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a.environment < b.environment ? -1 : 1))
}
