// A variable as the API shows it: which keys there are depends on the level (`lib/api/entities/ci/variable.rb`).
import type { Variable } from '../world/variable.ts'

/** Project and group level. The value of a hidden variable is null. */
export function variableEntity(variable: Variable): Record<string, unknown> {
  const { value, hidden, environment_scope, ...rest } = variable
  return { ...rest, value: hidden ? null : value, hidden, environment_scope }
}

/** Instance level: no `hidden` and no `environment_scope`. */
export function instanceVariableEntity(variable: Variable): Record<string, unknown> {
  const { hidden: _hidden, environment_scope: _scope, ...rest } = variable
  return rest
}
