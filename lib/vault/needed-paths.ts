// The API paths that a reading asks, one of each kind, to find out what the token may do there.
import type { WantedOfVault } from './read-live'

/** `data/` is among them, which is never asked: so that one can say when a token could read values. */
export function neededPaths({ authPath, roles, policies, paths }: WantedOfVault): string[] {
  const firsts = new Map(paths.map(({ mount, path }) => [mount, path]))
  return [
    'sys/auth',
    'sys/mounts',
    `auth/${authPath}/config`,
    `auth/${authPath}/role`,
    `auth/${authPath}/role/${roles[0] ?? 'any'}`,
    'sys/policies/acl',
    `sys/policies/acl/${policies[0] ?? 'any'}`,
    ...[...firsts].sort().flatMap(([mount, path]) => [`${mount}/subkeys/${path}`, `${mount}/data/${path}`]),
  ]
}
