// The language of a file by its name.
import type { CodeLanguage } from './code-view'

const byEnding: Record<string, CodeLanguage> = {
  hcl: 'hcl',
  json: 'json',
  yml: 'yaml',
  yaml: 'yaml',
  sh: 'shell',
  md: 'markdown',
}

export function languageOf(path: string): CodeLanguage {
  return byEnding[path.split('.').at(-1) ?? ''] ?? 'csv'
}
