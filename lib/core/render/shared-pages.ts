// The files of an export that belong to no project: bindings, checklist, trust model, failure modes.
import type { Estate } from '@/lib/core/inventory/estate'
import type { Plan } from '@/lib/core/mapping/plan'
import type { RulesFile } from '@/lib/core/mapping/rules-file'
import type { ArtefactFile, ArtefactKind } from './artefact-file'
import { bindingTable } from './binding-table'
import { bindingsCsv } from './bindings-csv'
import { bindingsJson } from './bindings-json'
import { bindingsMarkdown } from './bindings-markdown'
import { renderChecklist } from './checklist'
import { sourceBlocks } from './checklist-sources'
import { renderFailureModes } from './failure-modes'
import { renderTrustModel } from './trust-model'

/** Takes the plan with what it was made from; gives the pages at the root of an export. */
export function sharedPages({ estate, plan, rules }: { estate: Estate; plan: Plan; rules: RulesFile }): ArtefactFile[] {
  const rows = bindingTable({ plan, estate })
  return [
    page('bindings.csv', 'bindings', 'csv', bindingsCsv(rows)),
    page('bindings.json', 'bindings', 'json', bindingsJson(rows)),
    page('bindings.md', 'bindings', 'markdown', bindingsMarkdown(rows)),
    page(
      'checklist.md',
      'checklist',
      'markdown',
      renderChecklist({ plan, estate, sources: sourceBlocks({ plan, estate, rules }) }),
    ),
    page('trust-model.md', 'trust-model', 'markdown', renderTrustModel({ estate, plan, rules })),
    page('failure-modes.md', 'failure-modes', 'markdown', renderFailureModes()),
  ]
}

function page(path: string, kind: ArtefactKind, language: ArtefactFile['language'], text: string): ArtefactFile {
  return { path, kind, language, text, project: null, environment: null, before: null, why: [], problems: [] }
}
