// The root folder of a repository and the commit that last changed it (`app/graphql/types/tree/tree_type.rb`).
import type { Project } from '../world/project.ts'
import { protects } from '../world/protected-ref.ts'
import { blobId, resolveRef } from '../world/repository.ts'
import { connectionType } from './connection-types.ts'
import { connection, type Field, type ObjectType, object, scalar } from './field.ts'
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

interface Blob {
  path: string
  oid: string
}

/** `Resolvers::BlobsResolver`: what a ref has of these paths; of a ref that is not there, nothing. */
const blobsField = connection<Project>(
  'RepositoryBlob',
  ({ repository, defaultBranch }, { ref, paths }): Blob[] => {
    const commit = resolveRef(repository, typeof ref === 'string' ? ref : (defaultBranch ?? ''))
    const wanted = Array.isArray(paths) ? paths.map(String) : []
    return wanted.flatMap((path) => {
      const content = commit?.files[path]
      return content === undefined ? [] : [{ path, oid: blobId(content) }]
    })
  },
  { args: ['paths', 'ref', 'refType'], resolver: 3 },
)

const branchNamesField: Field = {
  ...scalar<Project>(({ repository }, { searchPattern, offset, limit }) =>
    Object.keys(repository.branches)
      .filter((name) => protects(String(searchPattern), name))
      .slice(Number(offset), Number(offset) + Number(limit)),
  ),
  args: ['searchPattern', 'offset', 'limit'],
}

const blobType: ObjectType = {
  path: scalar<Blob>(({ path }) => path),
  oid: scalar<Blob>(({ oid }) => oid),
}

const types: Record<string, ObjectType> = {
  Repository: { ...repositoryType, tree: treeField, blobs: blobsField, branchNames: branchNamesField },
  RepositoryBlob: blobType,
  RepositoryBlobConnection: connectionType('RepositoryBlob'),
  Tree: treeType,
  Commit: commitType,
}

/** A type by name, of these or of the schema; undefined for an unknown one. */
export function typeNamed(name: string): ObjectType | undefined {
  return types[name] ?? schema.typeNamed(name)
}
