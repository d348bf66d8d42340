// All connections that the person set up, from VAULT_* and from CUTOVER_CONFIG, and what is wrong with them.

import { readConfigFile } from '@/lib/config-file'
import { type VaultSettings, vaultSettings, vaultSources } from '@/lib/env'
import { AppError } from '@/lib/errors'

export type VaultConnections = {
  connections: VaultSettings[]
  /** Settings that are set and not used, because the demo GitLab runs. */
  ignored: string[]
  /** In plain English; what is right beside a mistake still counts. */
  problems: string[]
}

/** Files are read anew each time, so that a credential which was replaced on disk is taken. Never throws for a wrong setting. */
export function vaultConnections(): VaultConnections {
  const { config, ignored } = vaultSources()
  const problems: string[] = []
  const attempt = (read: () => VaultSettings[]) => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      problems.push(...error.problems)
      return []
    }
  }
  const ofEnvironment = attempt(() => {
    const settings = vaultSettings()
    return settings ? [settings] : []
  })
  const ofFile =
    config === null
      ? []
      : attempt(() => {
          const file = readConfigFile(config)
          problems.push(...file.problems.vaults)
          return file.vaults
        })
  return { connections: [...ofFile, ...ofEnvironment], ignored, problems }
}
