// Variables of the three levels (`app/graphql/types/ci/project_variable_type.rb`, `variable_interface.rb`).
import type { Variable } from '../world/variable.ts'
import { type Field, type ObjectType, scalar } from './field.ts'

const ids = new WeakMap<Variable, number>()
let lastId = 0

function idOf(variable: Variable): number {
  const known = ids.get(variable)
  if (known !== undefined) return known
  lastId += 1
  ids.set(variable, lastId)
  return lastId
}

function common(model: string): Record<string, Field> {
  return {
    id: scalar<Variable>((variable) => `gid://gitlab/Ci::${model}/${idOf(variable)}`),
    key: scalar<Variable>(({ key }) => key),
    value: scalar<Variable>(({ value, hidden }) => (hidden ? null : value)),
    variableType: scalar<Variable>(({ variable_type }) => variable_type.toUpperCase()),
    raw: scalar<Variable>(({ raw }) => raw),
    protected: scalar<Variable>((variable) => variable.protected),
    masked: scalar<Variable>(({ masked }) => masked),
    description: scalar<Variable>(({ description }) => description),
  }
}

const scoped: ObjectType = {
  environmentScope: scalar<Variable>(({ environment_scope }) => environment_scope),
  hidden: scalar<Variable>(({ hidden }) => hidden),
}

export const projectVariableType: ObjectType = { ...common('Variable'), ...scoped }
export const groupVariableType: ObjectType = { ...common('GroupVariable'), ...scoped }
export const instanceVariableType: ObjectType = {
  ...common('InstanceVariable'),
  environmentScope: scalar<Variable>(() => '*'),
}

/** By `sort: KEY_ASC|KEY_DESC`; as stored without it. */
export function sortVariables(variables: Variable[], sort: unknown): Variable[] {
  if (sort !== 'KEY_ASC' && sort !== 'KEY_DESC') return variables
  const sorted = [...variables].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return sort === 'KEY_ASC' ? sorted : sorted.reverse()
}
