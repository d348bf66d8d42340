// Where the names of other sources go: by the same rules and choices as if they were variables of their project.
import type { AnalysedVariable } from '@/lib/core/inventory/analysed-variable'
import type { Estate } from '@/lib/core/inventory/estate'
import type { Problem } from '@/lib/core/inventory/problem'
import { type Variable, variableId } from '@/lib/core/inventory/variable'
import { decideVariable, makeLookUp } from './decide-variable'
import { indexEstate } from './estate-index'
import { placeVariable } from './place-variable'
import type { DecidedBy, Target } from './plan'
import type { EnvFileSource, RulesFile } from './rules-file'

export type PlacedKey = EnvFileSource['keys'][number] & {
  target: Target | null
  decidedBy: DecidedBy
  problems: Problem[]
  /** GitLab has a variable of this name with the same owner and scope: both would go to one place. */
  alsoInGitlab: boolean
}

export type PlacedSource = Omit<EnvFileSource, 'keys'> & { projectKnown: boolean; keys: PlacedKey[] }

/** Takes the `.env` files of the rules file; gives each key with its place. `today` is an ISO date; null where dates do not count. */
export function placeSources(rules: RulesFile, estate: Estate, today: string | null): PlacedSource[] {
  const files = rules.sources.filter((source) => source.kind === 'env-file')
  if (files.length === 0) return []
  const index = indexEstate(estate, { variables: [], jobs: {} }, rules)
  const lookUp = makeLookUp(rules)
  const day = today ?? ''
  const known = new Set(estate.variables.map(variableId))
  return files.map(({ keys, ...source }) => ({
    ...source,
    projectKnown: index.project(source.project) !== null,
    keys: keys.map((entry) => {
      const variable = asVariable(source, entry.key)
      const { decidedBy, template, star } = decideVariable(variable, lookUp, day)
      const analysed = asAnalysed(variable)
      const placed = template === null ? null : placeVariable(analysed, template, star, index, day)
      return {
        ...entry,
        target: placed?.target ?? null,
        decidedBy,
        problems: placed?.blockers ?? [],
        alsoInGitlab: known.has(analysed.id),
      }
    }),
  }))
}

function asVariable({ project, scope }: Pick<EnvFileSource, 'project' | 'scope'>, key: string): Variable {
  return {
    level: 'project',
    owner: project,
    key,
    environmentScope: scope,
    variableType: 'env_var',
    protected: false,
    masked: false,
    hidden: null,
    raw: null,
    description: null,
    scheduleId: null,
  }
}

function asAnalysed(variable: Variable): AnalysedVariable {
  const unclear = { kind: 'unclear', reason: 'It is no variable of GitLab.' } as const
  return {
    id: variableId(variable),
    variable,
    uses: null,
    unknown: [],
    consumers: [],
    blockers: [],
    warnings: [],
    classification: unclear,
  }
}
