// A Cutover that was scanned and has a mapping, made by the command, for specs that look at what is there.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { RunningCutover } from './start-cutover.ts'

const rules = `version: 1
vaults:
  - {name: main, address: https://vault.example.com, auth_path: jwt, audience: https://vault.example.com, policy_repository: platform/vault-policies}
mounts:
  - {vault: main, path: secret, engine: kv-v2}
tiers:
  - {group: payments, tier: premium}
  - {group: shop, tier: premium}
rules:
  - {match: {group: payments}, target: {}}
  - {match: {group: shop}, target: {}, star: {answer: per_environment}}
excluded:
  - {level: project, owner: shop/web/checkout, key: TAX_API_URL, scope: '*', reason: plain configuration, until: null}
`

/** Scans and imports the mapping. The scan's exit code is 1, since the story has places that nobody may read. */
export async function prepare(cutover: RunningCutover): Promise<void> {
  const scan = await cutover.command('scan')
  if (scan.code !== 0 && scan.code !== 1) throw new Error(`The scan ended with ${scan.code}: ${scan.stderr}`)
  const folder = mkdtempSync('/tmp/cutover-prepared-')
  const file = path.join(folder, 'rules.yaml')
  writeFileSync(file, rules)
  const imported = await cutover.command('rules', 'import', file, '--yes')
  rmSync(folder, { recursive: true })
  if (imported.code !== 0) throw new Error(`The import ended with ${imported.code}: ${imported.stderr}`)
}
