// The GraphQL answers and limits that a client meets.
import { describe, expect, it } from 'vitest'
import type { Value } from '../http/context.ts'
import { ValueGuard } from '../http/value-guard.ts'
import { buildStory } from '../story/build-story.ts'
import { userById } from '../world/user.ts'
import { answerGraphql } from './answer-graphql.ts'

const columns = 'key variableType protected masked hidden raw environmentScope description'
const page = 'pageInfo { hasNextPage endCursor }'
const variables = `ciVariables(first: 100) { ${page} nodes { ${columns} } }`
const world = buildStory()

function ask(query: string, values: Record<string, Value> = {}, userId = 2, guard = new ValueGuard(false)) {
  const reply = answerGraphql({ query, variables: values }, world, userById(userId), 'http://demo', guard)
  return JSON.parse(JSON.stringify(reply.body))
}

describe('complexity', () => {
  it.each([
    [
      `group(fullPath: "platform") { projects(includeSubgroups: true, first: 100) { ${page} nodes { id fullPath archived ${variables} } } }`,
      89,
    ],
    [
      `group(fullPath: "platform") { projects(includeSubgroups: true, first: 100) { ${page} nodes { id fullPath archived ${variables} branchRules(first: 50) { ${page} nodes { name isProtected } } } } }`,
      109,
    ],
    [
      `group(fullPath: "platform") { projects(includeSubgroups: true, first: 100) { ${page} nodes { id fullPath archived ${variables} branchRules(first: 20) { ${page} nodes { name isProtected } } } } }`,
      105,
    ],
    [`projects(membership: true, first: 100) { ${page} nodes { id fullPath archived ${variables} } }`, 88],
    [
      `project(fullPath: "platform/ci-templates") { environments(first: 100) { ${page} nodes { name tier state } } }`,
      17,
    ],
  ])('is counted as GitLab counts it: %s', (query, expected) => {
    const score = ask(`{ queryComplexity { score limit } ${query} }`).data.queryComplexity
    expect(score).toEqual({ score: expected + 3, limit: 250 })
  })

  it("above the limit is refused with GitLab's text and status 200", () => {
    const many = Array.from(
      { length: 9 },
      (_, at) => `p${at}: project(fullPath: "platform/ci-templates") { id fullPath ${variables} }`,
    )
    expect(ask(`{ ${many.join(' ')} }`).errors[0].message).toBe(
      'Query has complexity of 261, which exceeds max complexity of 250',
    )
  })
})

describe('fields', () => {
  it('an unknown one gives the error that clients look for', () => {
    expect(ask('{ project(fullPath: "a") { ciVariables { nodes { colour } } } }').errors[0].message).toBe(
      "Field 'colour' doesn't exist on type 'CiProjectVariable'",
    )
  })

  it('instance variables are null without an error, except for an administrator', () => {
    const query = '{ ciVariables { nodes { key } } }'
    expect(ask(query)).toEqual({ data: { ciVariables: null } })
    expect(ask(query, {}, 1).data.ciVariables.nodes.length).toBeGreaterThan(0)
  })

  it('environments are answered for one project per operation', () => {
    const answer = ask(
      '{ group(fullPath: "platform") { projects(includeSubgroups: true) { nodes { environments { nodes { name } } } } } }',
    )
    expect(answer.errors[0].message).toBe('"environments" field can be requested only for 1 Project(s) at a time.')
  })

  it('aliases, fragments, variables and cursors work together', () => {
    const query = `query Walk($path: ID!, $after: String) {
      g: group(fullPath: $path) { ...Vars }
    }
    fragment Vars on Group { __typename ciVariables(first: 2, after: $after) { pageInfo { hasNextPage endCursor } nodes { ... on CiGroupVariable { k: key } } } }`
    const first = ask(query, { path: 'platform' }).data.g
    expect(first.__typename).toBe('Group')
    const second = ask(query, { path: 'platform', after: first.ciVariables.pageInfo.endCursor }).data.g
    const keys = world.group('platform')?.variables.map(({ key }) => ({ k: key }))
    expect([...first.ciVariables.nodes, ...second.ciVariables.nodes]).toEqual(keys?.slice(0, 4))
  })
})

describe('values', () => {
  it('are refused and counted when the guard is on, also through a fragment', () => {
    const guard = new ValueGuard(true)
    const query =
      '{ group(fullPath: "platform") { ciVariables { nodes { ...V } } } } fragment V on CiGroupVariable { value }'
    expect(() => ask(query, {}, 2, guard)).toThrow('HTTP 403')
    expect(ask(`{ group(fullPath: "platform") { ${variables} } }`, {}, 2, guard).errors).toBeUndefined()
    expect(guard.refused).toBe(1)
  })
})
