// Types of two or three fields.
import { revision } from '../resources/identity-routes.ts'
import type { Group } from '../world/group.ts'
import type { User } from '../world/user.ts'
import { type ObjectType, scalar } from './field.ts'

const levelNames: Record<number, string> = {
  0: 'NO_ACCESS',
  10: 'GUEST',
  20: 'REPORTER',
  30: 'DEVELOPER',
  40: 'MAINTAINER',
  50: 'OWNER',
}

export const accessLevelType: ObjectType = {
  integerValue: scalar<number>((level) => level),
  stringValue: scalar<number>((level) => levelNames[level] ?? null),
}

export const complexityType: ObjectType = {
  score: scalar<unknown>((_parent, _args, { score }) => score),
  limit: scalar<unknown>((_parent, _args, { limit }) => limit),
}

export const metadataType: ObjectType = {
  version: scalar<unknown>((_parent, _args, { world }) => world.version),
  revision: scalar<unknown>(() => revision),
  enterprise: scalar<unknown>(() => true),
}

export const userType: ObjectType = {
  id: scalar<User>(({ id }) => `gid://gitlab/User/${id}`),
  username: scalar<User>(({ username }) => username),
  name: scalar<User>(({ name }) => name),
}

export const namespaceType: ObjectType = {
  id: scalar<Group>(({ id }) => `gid://gitlab/Group/${id}`),
  name: scalar<Group>(({ name }) => name),
  fullPath: scalar<Group>(({ fullPath }) => fullPath),
}
