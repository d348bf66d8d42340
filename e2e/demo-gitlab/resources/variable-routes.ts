// CI/CD variables of projects, groups and the instance (`lib/api/ci/variables.rb`, `group_variables.rb`, `admin/ci/variables.rb`).
import { instanceVariableEntity, variableEntity } from '../entities/variable-entity.ts'
import { type Context, json, type Route, route, textParameter } from '../http/context.ts'
import { paginate } from '../http/paginate.ts'
import { isTree } from '../http/parse-parameters.ts'
import { forbidden, missingParameter, notFound, Refusal } from '../http/refusal.ts'
import type { Variable } from '../world/variable.ts'
import { changeVariable, createVariable } from './change-variable.ts'
import { findGroupAs, findProjectAs } from './find-owner.ts'

interface Holder {
  variables: Variable[]
  entity: (variable: Variable) => Record<string, unknown>
  missing: string
  scoped: boolean
  save: () => void
}

function projectHolder(context: Context): Holder {
  const project = findProjectAs(context, 40)
  const { variables } = project
  return {
    variables,
    entity: variableEntity,
    missing: 'Variable',
    scoped: true,
    save: () => context.saveProject(project),
  }
}

function groupHolder(context: Context): Holder {
  const group = findGroupAs(context, 50)
  const { variables } = group
  return {
    variables,
    entity: variableEntity,
    missing: 'GroupVariable',
    scoped: true,
    save: () => context.saveGroup(group),
  }
}

function instanceHolder(context: Context): Holder {
  if (!context.user.admin) throw forbidden()
  return {
    variables: context.world.instanceVariables,
    entity: instanceVariableEntity,
    missing: 'InstanceVariable',
    scoped: false,
    save: () => context.saveInstance(),
  }
}

/** The one variable meant by key and `filter[environment_scope]`; several without a filter: 409. */
function findVariable(context: Context, holder: Holder): Variable {
  const filter = isTree(context.query.filter) ? context.query.filter : context.body.filter
  const scope = isTree(filter) ? String(filter.environment_scope ?? '') : ''
  const found = holder.variables.filter(
    (one) => one.key === context.params.key && (scope === '' || !holder.scoped || one.environment_scope === scope),
  )
  const [first] = found
  if (first === undefined) throw notFound(holder.missing)
  const legacyGroupUpdate = holder.missing === 'GroupVariable' && context.method === 'PUT'
  if (found.length > 1 && !legacyGroupUpdate) {
    throw new Refusal(409, {
      message: "There are multiple variables with provided parameters. Please use 'filter[environment_scope]'",
    })
  }
  return first
}

const changedAt = new WeakMap<Variable, number>()

/** Deletion of a group variable honours `If-Unmodified-Since` with 412 (`destroy_conditionally!`); the others do not. */
function refuseChangedSince(context: Context, variable: Variable): void {
  const since = Date.parse(context.headers['if-unmodified-since'] ?? '')
  const changed = changedAt.get(variable) ?? Date.parse('2025-02-03T10:00:00.000Z')
  if (changed > since) throw new Refusal(412, { message: '412 Precondition Failed' })
}

function routesAt(base: string, holderOf: (context: Context) => Holder): Route[] {
  return [
    route('GET', base, (context) => {
      const holder = holderOf(context)
      return paginate(context, holder.variables, holder.entity)
    }),
    route('GET', `${base}/:key`, (context) => {
      const holder = holderOf(context)
      return json(holder.entity(findVariable(context, holder)))
    }),
    route('POST', base, (context) => {
      const holder = holderOf(context)
      for (const name of ['key', 'value']) if (textParameter(context, name) === undefined) throw missingParameter(name)
      const created = createVariable(context, holder.variables, holder.scoped)
      holder.variables.push(created)
      holder.save()
      return json(holder.entity(created), 201)
    }),
    route('PUT', `${base}/:key`, (context) => {
      const holder = holderOf(context)
      const found = findVariable(context, holder)
      changeVariable(context, found, holder.variables, holder.scoped)
      changedAt.set(found, Date.now())
      holder.save()
      return json(holder.entity(found))
    }),
    route('DELETE', `${base}/:key`, (context) => {
      const holder = holderOf(context)
      const found = findVariable(context, holder)
      if (holder.missing === 'GroupVariable') refuseChangedSince(context, found)
      holder.variables.splice(holder.variables.indexOf(found), 1)
      holder.save()
      return { status: 204 }
    }),
  ]
}

export const variableRoutes: Route[] = [
  ...routesAt('/projects/:id/variables', projectHolder),
  ...routesAt('/groups/:id/variables', groupHolder),
  ...routesAt('/admin/ci/variables', instanceHolder),
]
