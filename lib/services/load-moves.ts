// What moved, and what of the mapping still names the old path.
import { type Rename, renameInRules } from '@/lib/core/mapping/rename-in-rules'
import type { RulesPreview } from '@/lib/core/mapping/rules-preview'
import { type EstateMove, findMove, findMoves } from '@/lib/db/move-repository'
import { findRules } from '@/lib/db/rules-repository'
import { AppError } from '@/lib/errors'
import { previewRules } from './preview-rules'
import { saveRules } from './save-rules'

export type ShownMove = EstateMove & { parts: number }

export type MovesPage = { moves: ShownMove[]; counts: Record<EstateMove['what'], number> }

const renameOf = ({ kind, what, from, to }: EstateMove): Rename | null =>
  what === 'moved' && to !== null ? { kind, from, to } : null

/** `page` counts from 1. `parts`: how many parts of the mapping name the old path. */
export async function loadMoves(what: EstateMove['what'] | null, page: number, size: number): Promise<MovesPage> {
  const [{ moves, counts }, { rules }] = await Promise.all([
    findMoves(what, { offset: (page - 1) * size, limit: size }),
    findRules(),
  ])
  return {
    moves: moves.map((move) => {
      const rename = renameOf(move)
      return { ...move, parts: rename ? renameInRules(rules, rename).parts : 0 }
    }),
    counts: { moved: 0, archived: 0, unarchived: 0, deleted: 0, ...counts },
  }
}

async function renamed(id: string) {
  const [move, { rules, version }] = await Promise.all([findMove(id), findRules()])
  const rename = move && renameOf(move)
  if (!rename) throw new AppError('not_found')
  return { rename, version, ...renameInRules(rules, rename) }
}

/** Saves nothing. Fails with `not_found`. */
export async function previewRename(id: string): Promise<{ version: number; parts: number; preview: RulesPreview }> {
  const { rules, version, parts } = await renamed(id)
  return { version, parts, preview: await previewRules(rules) }
}

/** `version` is the one that was looked at: fails with `stale` when somebody saved another since. */
export async function applyRename(id: string, version: number, who: string) {
  const { rules, rename } = await renamed(id)
  return saveRules(rules, version, who, `renamed ${rename.from} to ${rename.to} in the rules`)
}
