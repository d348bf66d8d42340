// The generated estate has the asked size and is the same every time.
import { expect, it } from 'vitest'
import { generateEstate } from './generate-estate.ts'

it('makes exactly the asked number of projects and variables, in groups of 25', () => {
  const world = generateEstate(60, 12)
  const projects = [...world.projects.values()]
  expect([projects.length, world.groups.size]).toEqual([60, 4])
  expect(projects.every(({ variables }) => variables.length === 12)).toBe(true)
  expect(new Set(projects.map(({ id }) => id)).size).toBe(60)
})

it('gives the same estate for the same numbers', () => {
  expect([...generateEstate(3, 5).projects.values()]).toEqual([...generateEstate(3, 5).projects.values()])
})

it('shares the projects among several top-level groups', () => {
  const world = generateEstate(60, 2, { groups: 3 })
  const roots = world.subgroups(null)
  expect(roots.map(({ fullPath }) => fullPath)).toEqual(['fleet', 'fleet-02', 'fleet-03'])
  expect(roots.map((root) => world.projectsIn(root, true).length)).toEqual([20, 20, 20])
})
