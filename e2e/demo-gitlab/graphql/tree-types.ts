// The root folder of a repository and the commit that last changed it (`app/graphql/types/tree/tree_type.rb`).
import type { Project } from '../world/project.ts'
import { resolveRef } from '../world/repository.ts'
import { type ObjectType, object, scalar } from './field.ts'
import { repositoryType } from './project-type.ts'
import * as schema from './schema.ts'

interface Tree {
  project: Project
  ref: string
}

const treeField = object<Project>(
  'Tree',
  (project, { ref }): Tree | null => {
    const name = typeof ref === 'string' ? ref : project.defaultBranch
    return name === null ? null : { project, ref: name }
  },
  ['path', 'ref', 'recursive'],
  2,
)

const treeType: ObjectType = {
  lastCommit: object<Tree>('Commit', ({ project, ref }) => resolveRef(project.repository, ref) ?? null, [], 2),
}

const commitType: ObjectType = {
  sha: scalar<{ id: string }>(({ id }) => id),
}

const types: Record<string, ObjectType> = {
  Repository: { ...repositoryType, tree: treeField },
  Tree: treeType,
  Commit: commitType,
}

/** A type by name, of these or of the schema; undefined for an unknown one. */
export function typeNamed(name: string): ObjectType | undefined {
  return types[name] ?? schema.typeNamed(name)
}
