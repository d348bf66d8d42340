// The slug of an environment. GitLab's has random characters when the name had to be changed; here they come from the name's hash.
import { createHash } from 'node:crypto'

/** At most 24 characters of `[a-z0-9-]` (`app/models/environment.rb`). */
export function environmentSlug(name: string): string {
  let slug = name.toLowerCase().replace(/[^a-z0-9]/g, '-')
  if (!/^[a-z]/.test(slug)) slug = `env-${slug}`
  slug = slug.replace(/-+/g, '-')
  if (slug.length <= 24 && slug === name) return slug
  const tail = createHash('sha1').update(name).digest('hex').slice(0, 6)
  return `${slug.slice(0, 17).replace(/-$/, '')}-${tail}`
}
