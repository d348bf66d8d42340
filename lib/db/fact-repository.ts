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

export async function deleteFact(name: string): Promise<void> {
  await database().fact.deleteMany({ where: { name } })
}

/** All whose names begin so, newest first. */
export async function findFacts<T>(prefix: string): Promise<T[]> {
  const facts = await database().fact.findMany({ where: { name: { startsWith: prefix } }, orderBy: { at: 'desc' } })
  return facts.map((fact) => fact.data as T)
}

export async function findFactsByName<T>(prefix: string): Promise<{ name: string; data: T }[]> {
  const facts = await database().fact.findMany({ where: { name: { startsWith: prefix } } })
  return facts.map(({ name, data }) => ({ name, data: data as T }))
}

export async function deleteFactsBefore(prefix: string, at: Date): Promise<void> {
  await database().fact.deleteMany({ where: { name: { startsWith: prefix }, at: { lt: at } } })
}
