// Single facts by name, such as the connection check.
import { database } from './database'
import { jsonValue } from './json-text'

export async function findFact<T>(name: string): Promise<{ data: T; at: Date } | null> {
  const fact = await database().fact.findUnique({ where: { name } })
  return fact && { data: fact.data as T, at: fact.at }
}

export async function saveFact(name: string, data: object): Promise<void> {
  const value = jsonValue(data)
  await database().fact.upsert({
    where: { name },
    create: { name, data: value },
    update: { data: value, at: new Date() },
  })
}

/** When a scan last published the estate; changes with each. Null before the first. */
export async function findPublishedAt(): Promise<string | null> {
  const fact = await database().fact.findUnique({ where: { name: 'published' } })
  return fact === null ? null : fact.at.toISOString()
}
