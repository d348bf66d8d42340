// Creation and update of a variable with GitLab's checks (`app/models/concerns/ci/has_variable.rb`, `maskable.rb`, `hidable_variable.rb`).
import { type Context, flagParameter, textParameter } from '../http/context.ts'
import { badRequest } from '../http/refusal.ts'
import type { Variable } from '../world/variable.ts'

/** A new variable from the parameters; 400 with the field errors when GitLab would refuse it. */
export function createVariable(context: Context, others: Variable[], scoped: boolean): Variable {
  const hidden = scoped && (flagParameter(context, 'masked_and_hidden') ?? false)
  const made: Variable = {
    key: textParameter(context, 'key')?.trim() ?? '',
    value: textParameter(context, 'value') ?? '',
    variable_type: textParameter(context, 'variable_type') === 'file' ? 'file' : 'env_var',
    protected: flagParameter(context, 'protected') ?? false,
    masked: hidden || (flagParameter(context, 'masked') ?? false),
    hidden,
    raw: flagParameter(context, 'raw') ?? false,
    environment_scope: scoped ? (textParameter(context, 'environment_scope') ?? '*') : '*',
    description: textParameter(context, 'description') ?? null,
  }
  refuseInvalid(made, others)
  return made
}

/** Changes what was sent and nothing else; a PUT without `value` keeps the value. */
export function changeVariable(context: Context, variable: Variable, all: Variable[], scoped: boolean): void {
  const changed: Variable = {
    ...variable,
    value: textParameter(context, 'value') ?? variable.value,
    protected: flagParameter(context, 'protected') ?? variable.protected,
    masked: flagParameter(context, 'masked') ?? variable.masked,
    raw: flagParameter(context, 'raw') ?? variable.raw,
    description: textParameter(context, 'description') ?? variable.description,
  }
  const kind = textParameter(context, 'variable_type')
  if (kind === 'file' || kind === 'env_var') changed.variable_type = kind
  if (scoped) changed.environment_scope = textParameter(context, 'environment_scope') ?? variable.environment_scope
  if (variable.hidden && changed.masked !== variable.masked) {
    throw badRequest({ base: ['Updating masked attribute is not allowed on updates for hidden variables.'] })
  }
  refuseInvalid(
    changed,
    all.filter((one) => one !== variable),
  )
  Object.assign(variable, changed)
}

function refuseInvalid(variable: Variable, others: Variable[]): void {
  const errors: Record<string, string[]> = {}
  if (!/^[a-zA-Z0-9_]{1,255}$/.test(variable.key)) {
    errors.key = ["can contain only letters, digits and '_'."]
  } else if (others.some((one) => one.key === variable.key && one.environment_scope === variable.environment_scope)) {
    errors.key = [`(${variable.key}) has already been taken`]
  }
  const maskable = variable.raw ? /^\S{8,}$/ : /^[a-zA-Z0-9_+=/@:.~-]{8,}$/
  if (variable.masked && !maskable.test(variable.value)) errors.value = ['is invalid']
  if ((variable.description ?? '').length > 255) errors.description = ['is too long (maximum is 255 characters)']
  if (!/^[a-zA-Z0-9_/${}. *-]{1,255}$/.test(variable.environment_scope)) {
    errors.environment_scope = [
      "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', and spaces, but it cannot start or end with '/'",
    ]
  }
  if (Object.keys(errors).length > 0) throw badRequest(errors)
}
