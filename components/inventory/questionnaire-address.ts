// The address of the questions to other teams: which rows they are about.

export type QuestionnaireView = { filter: string; groups: string[] }

const usualFilter = 'state:open'

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** What is not a path of a group is left out. */
export function readQuestionnaireView(parameters: Record<string, string | string[] | undefined>): QuestionnaireView {
  const groups = one(parameters.groups)?.slice(0, 2000).split(',') ?? []
  return {
    filter: one(parameters.filter)?.slice(0, 1500) ?? usualFilter,
    groups: [...new Set(groups.filter((group) => /^[\w./-]+$/.test(group)))],
  }
}

export function questionnaireAddress({ filter, groups }: QuestionnaireView): string {
  const parameters = new URLSearchParams()
  if (filter !== usualFilter) parameters.set('filter', filter)
  if (groups.length > 0) parameters.set('groups', groups.join(','))
  const text = parameters.toString()
  return text ? `/inventory/questionnaire?${text}` : '/inventory/questionnaire'
}

/** The filter that finds exactly the rows that are asked about. */
export function questionnaireFilter({ filter, groups }: QuestionnaireView): string {
  return [filter.trim(), groups.length > 0 ? `group:${groups.join(',')}` : ''].filter(Boolean).join(' ')
}

export function toggleGroup(view: QuestionnaireView, group: string): QuestionnaireView {
  const groups = view.groups.includes(group)
    ? view.groups.filter((known) => known !== group)
    : [...view.groups, group].sort()
  return { ...view, groups }
}
