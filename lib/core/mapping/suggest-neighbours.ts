// Proposes for undecided variables what was decided for those beside them.
import { groupBy } from '@/lib/core/inventory/group-by'
import { firstRule } from './decide-variable'
import { groupsOf } from './match-rule'
import type { MappedVariable, Plan } from './plan'
import type { RulesFile, TargetTemplate } from './rules-file'
import { type Suggestion, suggestion } from './suggestion'

type Decided = { template: TargetTemplate; count: number; example: string }

/**
 * Neighbours are the variables of the same level and owner; where none of them is decided, those of the same level and
 * nearest group. At least two of them have to go by one template, and more by it than by any other. Where all undecided
 * variables of a level in a group get the same one, it is proposed as a rule for that group, once.
 */
export function suggestByNeighbours({ variables }: Pick<Plan, 'variables'>, rules: RulesFile): Suggestion[] {
  const present = variables.filter((one) => one.state !== 'gone')
  const undecided = present.filter((one) => one.decidedBy.kind === 'nothing')
  if (undecided.length === 0) return []
  const templates = templatesOf(present, rules)
  const byOwner = countTemplates(present, templates, ownerOf)
  const byGroup = countTemplates(present, templates, groupOf)
  const proposed = undecided.flatMap((mapped) => {
    const own = most(byOwner.get(ownerOf(mapped)))
    const found = own ?? most(byGroup.get(groupOf(mapped)))
    return found === null ? [] : [{ mapped, found, near: own !== null }]
  })
  const openBelow = new Map<string, number>()
  for (const { variable } of undecided) {
    // A rule for a group reaches everything below it, so what lies in subgroups counts too.
    for (const group of [...groupsOf(variable), null]) {
      const key = JSON.stringify([variable.level, group])
      openBelow.set(key, (openBelow.get(key) ?? 0) + 1)
    }
  }
  return [...groupBy(proposed, (one) => groupOf(one.mapped))].flatMap(([group, members]) => {
    const [first, ...rest] = members
    if (first === undefined) return []
    const text = JSON.stringify(first.found.template)
    const whole = openBelow.get(group) === members.length
    if (rest.length > 0 && whole && rest.every((one) => JSON.stringify(one.found.template) === text)) {
      return [
        asRule(
          members.map((one) => one.mapped),
          first.found,
        ),
      ]
    }
    return members.map(({ mapped, found, near }) => asChoice(mapped, found, near))
  })
}

const ownerOf = ({ variable }: MappedVariable) => JSON.stringify([variable.level, variable.owner])

const groupOf = ({ variable }: MappedVariable) => JSON.stringify([variable.level, groupsOf(variable).at(-1) ?? null])

function templatesOf(present: readonly MappedVariable[], rules: RulesFile): Map<string, TargetTemplate> {
  const choices = new Map(
    rules.choices.map((one) => [JSON.stringify([one.level, one.owner, one.key, one.scope]), one.target]),
  )
  return new Map(
    present.flatMap(({ id, variable, decidedBy }): [string, TargetTemplate][] => {
      if (decidedBy.kind === 'rule') {
        const rule = rules.rules[decidedBy.index]
        return rule ? [[id, rule.target]] : []
      }
      if (decidedBy.kind !== 'choice') return []
      const { level, owner, key, environmentScope } = variable
      const chosen = choices.get(JSON.stringify([level, owner, key, environmentScope]))
      return chosen ? [[id, { ...firstRule(variable, rules.rules)?.target, ...chosen }]] : []
    }),
  )
}

function countTemplates(
  present: readonly MappedVariable[],
  templates: ReadonlyMap<string, TargetTemplate>,
  place: (one: MappedVariable) => string,
): Map<string, Map<string, Decided>> {
  const counted = new Map<string, Map<string, Decided>>()
  for (const mapped of present) {
    const template = templates.get(mapped.id)
    if (template === undefined) continue
    const own = counted.get(place(mapped)) ?? new Map<string, Decided>()
    counted.set(place(mapped), own)
    const text = JSON.stringify(template)
    const known = own.get(text) ?? { template, count: 0, example: mapped.variable.key }
    own.set(text, { ...known, count: known.count + 1 })
  }
  return counted
}

/** The template of most, if two or more go by it and no other has as many. */
function most(counted: Map<string, Decided> | undefined): Decided | null {
  const [first, second] = [...(counted?.values() ?? [])].sort((a, b) => b.count - a.count)
  if (first === undefined || first.count < 2) return null
  // A field that is written out belongs to one variable and would collide here.
  if (first.template.field !== undefined && !first.template.field.includes('{key}')) return null
  return second?.count === first.count ? null : first
}

function asChoice(mapped: MappedVariable, found: Decided, near: boolean): Suggestion {
  const beside = near ? 'of the same owner' : `in ${groupsOf(mapped.variable).at(-1) ?? 'the instance'}`
  return suggestion({
    kind: 'map',
    basis: 'neighbours',
    confidence: near ? 'high' : 'medium',
    why: [`${found.count} variables ${beside} go to the same place, such as ${found.example}`],
    variables: [mapped.id],
    change: { kind: 'edit', edit: { kind: 'target', target: found.template } },
  })
}

function asRule(members: MappedVariable[], found: Decided): Suggestion {
  const [first] = members
  const level = first?.variable.level ?? 'project'
  const group = first === undefined ? undefined : groupsOf(first.variable).at(-1)
  return suggestion({
    kind: 'map',
    basis: 'neighbours',
    confidence: 'medium',
    why: [
      `${found.count} decided variables of ${group ?? 'the instance'} go to the same place, such as ${found.example}`,
      `The ${members.length} undecided ones there would all get it too`,
    ],
    variables: members.map((one) => one.id),
    change: {
      kind: 'rule',
      rule: { match: group === undefined ? { level } : { level, group }, target: found.template },
    },
  })
}
