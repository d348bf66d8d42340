// A generated estate of N projects with M variables each, for tests of size and speed.
import type { Project } from '../world/project.ts'
import { addCommit, emptyRepository } from '../world/repository.ts'
import { type Variable, variable } from '../world/variable.ts'
import { World } from '../world/world.ts'

const teamSize = 25
const scopes = ['*', 'production', 'staging', 'review/*']

/** Group `fleet` with a subgroup per 25 projects. Every fourth variable is used by no job. The same numbers give the same estate. */
export function generateEstate(projects: number, variables: number): World {
  const world = new World()
  addGroup(world, 11, null, 'fleet', 'fleet')
  for (let index = 0; index < projects; index += 1) {
    const team = Math.floor(index / teamSize)
    const groupId = 12 + team
    if (index % teamSize === 0) addGroup(world, groupId, 11, name('team', team, 3), `fleet/${name('team', team, 3)}`)
    world.addProject(generateProject(index, groupId, `fleet/${name('team', team, 3)}`, variables))
  }
  return world
}

function name(word: string, index: number, width: number): string {
  return `${word}-${String(index + 1).padStart(width, '0')}`
}

function addGroup(world: World, id: number, parentId: number | null, path: string, fullPath: string): void {
  world.addGroup({
    id,
    parentId,
    path,
    name: path,
    fullPath,
    description: '',
    visibility: 'private',
    createdAt: '2025-02-03T10:00:00.000Z',
    members: parentId === null ? [1, 2].map((userId) => ({ userId, accessLevel: 50 })) : [],
    variables: [variable(`${path.toUpperCase().replaceAll('-', '_')}_DEPLOY_KEY`, `deploy-key-of-${path}`, 'masked')],
    protectedEnvironments: [],
  })
}

function generateProject(index: number, groupId: number, groupPath: string, count: number): Project {
  const path = name('service', index, 5)
  const id = 1001 + index
  const variables: Variable[] = Array.from({ length: count }, (_, at) =>
    variable(
      `SETTING_${String(at + 1).padStart(3, '0')}`,
      `setting-${index + 1}-${at + 1}`,
      ['masked', 'masked protected', '', 'raw'][at % 4],
      scopes[at % scopes.length],
    ),
  )
  const repository = emptyRepository()
  addCommit(repository, 'main', {
    parents: [],
    message: 'Initial commit',
    author: { name: 'Mira Voss', email: 'mira.voss@kestrel.example' },
    date: '2025-03-10T09:14:00.000Z',
    files: { '.gitlab-ci.yml': pipeline(variables) },
  })
  return {
    id,
    groupId,
    path,
    name: path,
    fullPath: `${groupPath}/${path}`,
    description: '',
    visibility: 'private',
    archived: false,
    forkedFromId: null,
    defaultBranch: 'main',
    ciConfigPath: null,
    buildsEnabled: true,
    createdAt: '2025-03-10T09:12:00.000Z',
    movedFrom: [],
    members: [],
    variables,
    schedules: [],
    environments: (['production', 'staging'] as const).map((tier, at) => ({
      id: id * 10 + at,
      name: tier,
      slug: tier,
      tier,
      state: 'available' as const,
      externalUrl: null,
      createdAt: '2025-06-01T12:00:00.000Z',
    })),
    protectedBranches: [{ id: id * 10, name: 'main', push: 40, merge: 30, allowForcePush: false }],
    protectedTags: [],
    protectedEnvironments: [],
    commitMessageRule: null,
    repository,
    mergeRequests: [],
    pipelines: [],
  }
}

function pipeline(variables: Variable[]): string {
  const used = variables.filter((_, at) => at % 4 !== 3)
  const lines = (scope: string) =>
    used.filter((one) => one.environment_scope === scope).map((one) => `    - test -n "$${one.key}"`)
  return [
    'stages: [test, deploy]',
    'test:',
    '  stage: test',
    '  script:',
    '    - make test',
    ...lines('*'),
    'deploy:',
    '  stage: deploy',
    '  environment: production',
    '  script:',
    '    - make deploy',
    ...lines('production'),
    '  rules:',
    '    - if: $CI_COMMIT_BRANCH == "main"',
    '',
  ].join('\n')
}
