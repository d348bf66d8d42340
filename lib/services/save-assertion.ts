// Keeps and drops assertions over access.
import { type Asserted, type Assertion, assertionSchema } from '@/lib/core/render/access-assertion'
import { findFact, saveFact } from '@/lib/db/fact-repository'
import { withAdvisoryLock } from '@/lib/db/with-advisory-lock'
import { AppError } from '@/lib/errors'

const name = 'access_assertions'
const most = 100

/** Oldest first. An entry that cannot be read is left out, and kept until the next change. */
export async function findAssertions(): Promise<Assertion[]> {
  const fact = await findFact<{ list?: unknown }>(name)
  const list = Array.isArray(fact?.data.list) ? fact.data.list : []
  return list.flatMap((one) => {
    const read = assertionSchema.safeParse(one)
    return read.success ? [read.data] : []
  })
}

/** Keeps it from now on; the same question twice stays one. Fails with `invalid_input` where there are too many. */
export async function saveAssertion(asserted: Asserted, who: string): Promise<void> {
  await change((list) => {
    if (list.some((one) => sameQuestion(one, asserted))) return list
    if (list.length >= most) throw new AppError('invalid_input', [`There are ${most} already. Drop one first.`])
    const { triggers, path, projects } = asserted
    return [...list, { id: crypto.randomUUID(), triggers, path, projects, by: who, at: new Date().toISOString() }]
  })
}

/** Dropping what is gone already is no error. */
export async function dropAssertion(id: string): Promise<void> {
  await change((list) => list.filter((one) => one.id !== id))
}

function sameQuestion(a: Asserted, b: Asserted): boolean {
  const id = ({ triggers, path, projects }: Asserted) => JSON.stringify([[...triggers].sort(), path, projects])
  return id(a) === id(b)
}

async function change(work: (list: Assertion[]) => Assertion[]): Promise<void> {
  const ran = await withAdvisoryLock(
    name,
    async () => {
      await saveFact(name, { list: work(await findAssertions()) })
    },
    { wait: true },
  )
  if (!ran) throw new AppError('stale')
}
