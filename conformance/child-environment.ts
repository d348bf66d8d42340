// The environment of a server or build that the tests start: nothing of it can lead to a real Vault.

/** Without what names or opens a Vault, OpenBao or GitLab; `set` is added. */
export function childEnvironment(env: NodeJS.ProcessEnv, set: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { ...env }
  for (const name of Object.keys(kept)) if (/^(VAULT|BAO|GITLAB|CONFORMANCE)_/.test(name)) delete kept[name]
  return { ...kept, ...set }
}
