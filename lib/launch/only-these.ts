// The environment of a child process, as a list of what it may have: nothing is inherited.

/** Next.js's types want NODE_ENV in every environment; children run as in production. */
export function onlyThese(names: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', ...names }
}
