// The difference of two snapshots, one entry per file, with a unified diff (`lib/api/entities/diff.rb`).
import { unifiedDiff } from './unified-diff.ts'

export function diffEntities(before: Record<string, string>, after: Record<string, string>): Record<string, unknown>[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => ({
      old_path: path,
      new_path: path,
      a_mode: path in before ? '100644' : '0',
      b_mode: path in after ? '100644' : '0',
      diff: unifiedDiff(before[path] ?? '', after[path] ?? ''),
      new_file: !(path in before),
      renamed_file: false,
      deleted_file: !(path in after),
      generated_file: false,
      collapsed: false,
      too_large: false,
    }))
}
