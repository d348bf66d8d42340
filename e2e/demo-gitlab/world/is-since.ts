// Compares the version of the demo GitLab with the one that brought something.

/** Takes a version such as `18.5.1-ee` and one as `18.10`; true where the first is as new. */
export function isSince(version: string, since: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat)
  const [needed = 0, also = 0] = since.split('.').map(Number)
  return major > needed || (major === needed && minor >= also)
}
