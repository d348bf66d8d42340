// Versions of the mapping file.
import { emptyRules, type RulesFile, rulesFileSchema } from '@/lib/core/mapping/rules-file'
import { AppError } from '@/lib/errors'
import { database } from './database'
import { jsonValue } from './json-text'

export type StoredRules = { version: number; rules: RulesFile; undoes: number | null }

export async function findRules(): Promise<StoredRules> {
  const found = await database().rulesVersion.findFirst({ orderBy: { version: 'desc' } })
  if (!found) return { version: 0, rules: emptyRules, undoes: null }
  return { version: found.version, rules: rulesFileSchema.parse(found.rules), undoes: found.undoes }
}

export async function findRulesVersion(version: number): Promise<RulesFile | null> {
  if (version === 0) return emptyRules
  const found = await database().rulesVersion.findUnique({ where: { version } })
  return found && rulesFileSchema.parse(found.rules)
}

/** Fails with `stale` when another version was saved after `basedOn`. */
export async function saveRulesVersion(
  rules: RulesFile,
  basedOn: number,
  note: { who: string; what: string; undoes?: number },
): Promise<number> {
  return database().$transaction(async (transaction) => {
    // One writer at a time: the lock goes with the transaction.
    await transaction.$executeRaw`LOCK TABLE rules_version IN SHARE ROW EXCLUSIVE MODE`
    const latest = await transaction.rulesVersion.findFirst({ orderBy: { version: 'desc' }, select: { version: true } })
    if ((latest?.version ?? 0) !== basedOn) throw new AppError('stale')
    const saved = await transaction.rulesVersion.create({
      data: { rules: jsonValue(rules), who: note.who, what: note.what, undoes: note.undoes ?? null },
    })
    return saved.version
  })
}

export async function findRulesHistory(
  limit: number,
): Promise<{ version: number; who: string; what: string; at: Date; undoes: number | null }[]> {
  return database().rulesVersion.findMany({
    orderBy: { version: 'desc' },
    take: limit,
    select: { version: true, who: true, what: true, at: true, undoes: true },
  })
}

/** The version that this one went back to; null when it was a change of its own. */
export async function findUndoes(version: number): Promise<number | null> {
  const found = await database().rulesVersion.findUnique({ where: { version }, select: { undoes: true } })
  return found?.undoes ?? null
}
