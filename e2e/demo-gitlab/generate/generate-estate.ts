// A generated estate of N projects with M variables each, for tests of size and speed.
import type { Project } from '../world/project.ts'
import { addCommit, emptyRepository } from '../world/repository.ts'
import { type Variable, variable } from '../world/variable.ts'
import { World } from '../world/world.ts'

const teamSize = 25
const scopes = ['*', 'production', 'staging', 'review/*']

export interface EstateShape {
  /** Top-level groups that share the projects evenly; one, `fleet`, if left out. */
  groups?: number
  /** With `includes` every project takes its deploy job from a file of the first project of its top-level group. */
  includes?: boolean
}

/**
 * Group `fleet` (then `fleet-02`, …) with a subgroup per 25 projects. Every fourth variable is used by no job. The same
 * numbers give the same estate.
 */
export function generateEstate(projects: number, variables: number, shape: EstateShape = {}): World {
  const world = new World()
  const roots = Math.max(1, shape.groups ?? 1)
  const share = Math.ceil(projects / roots)
  let groupId = 10
  let team = ''
  let templates = ''
  for (let index = 0; index < projects; index += 1) {
    const inRoot = index % share
    const root = index < share ? 'fleet' : name('fleet', Math.floor(index / share), 2)
    if (inRoot === 0) {
      groupId += 1
      addGroup(world, groupId, null, root, root)
    }
    const rootId = world.group(root)?.id ?? 0
    if (inRoot % teamSize === 0) {
      groupId += 1
      const path = name('team', Math.floor(inRoot / teamSize), 3)
      team = `${root}/${path}`
      addGroup(world, groupId, rootId, path, team)
    }
    const fullPath = `${team}/${name('service', index, 5)}`
    if (inRoot === 0) templates = fullPath
    const from = shape.includes ? templates : null
    world.addProject(generateProject(index, groupId, team, variables, from))
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

function generateProject(
  index: number,
  groupId: number,
  groupPath: string,
  count: number,
  templates: string | null,
): Project {
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
    files: pipeline(variables, templates, templates === `${groupPath}/${path}`),
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
    pipelineVariablesFrom: 'no_one_allowed',
    protectsMergeRequests: false,
    repository,
    mergeRequests: [],
    pipelines: [],
  }
}

const sharedFile = 'ci/deploy.yml'

/** The files of a repository: its pipeline, whose deploy job may stand in a file of the project `templates`. */
function pipeline(variables: Variable[], templates: string | null, holdsTemplate: boolean): Record<string, string> {
  const used = variables.filter((_, at) => at % 4 !== 3)
  const lines = (scope: string) =>
    used.filter((one) => one.environment_scope === scope).map((one) => `    - test -n "$${one.key}"`)
  const test = ['test:', '  stage: test', '  script:', '    - make test', ...lines('*')]
  const deploy = [
    'deploy:',
    '  stage: deploy',
    '  environment: production',
    '  script:',
    '    - make deploy',
    ...lines('production'),
    '  rules:',
    '    - if: $CI_COMMIT_BRANCH == "main"',
  ]
  const head = 'stages: [test, deploy]'
  if (templates === null) return { '.gitlab-ci.yml': [head, ...test, ...deploy, ''].join('\n') }
  const include = ['include:', `  - project: ${templates}`, `    file: ${sharedFile}`]
  return {
    '.gitlab-ci.yml': [head, ...include, ...test, ''].join('\n'),
    ...(holdsTemplate ? { [sharedFile]: [...deploy, ''].join('\n') } : {}),
  }
}
