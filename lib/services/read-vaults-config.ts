// What is wrong about the vaults in the CUTOVER_CONFIG of a process that was started by hand.

import { readConfigFile } from '@/lib/config-file'
import { vaultSources } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Fails with `vault_not_configured` where the CUTOVER_CONFIG of this process is wrong about a vault, with file and line. */
export function refuseWrongVaultsConfig(): void {
  const { config } = vaultSources()
  if (config === null) return
  const problems = problemsOf(config)
  if (problems.length === 0) return
  throw new AppError(
    'vault_not_configured',
    problems.map((problem) => `${config}: ${problem}`),
  )
}

function problemsOf(config: string): readonly string[] {
  try {
    return readConfigFile(config).problems.vaults
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.problems
  }
}
