// Values of variables that hold a file. They look like the real thing and open nothing.

/** A kubeconfig of one cluster. */
export function kubeconfig(cluster: string): string {
  return `apiVersion: v1
kind: Config
clusters:
  - name: ${cluster}
    cluster:
      server: https://${cluster}.k8s.kestrel.example:6443
users:
  - name: deployer
    user:
      token: deployer-${cluster}-sorrel-basin
contexts:
  - name: ${cluster}
    context: { cluster: ${cluster}, user: deployer }
current-context: ${cluster}
`
}

/** Several lines that stand for a private key. */
export function sshKey(owner: string): string {
  return `-----BEGIN DEMO KEY-----\n${owner}-key-line-one-of-demo\n${owner}-key-line-two-of-demo\n-----END DEMO KEY-----\n`
}

export const dockerAuthConfig = JSON.stringify({
  auths: { 'registry.kestrel.example': { auth: Buffer.from('ci-puller:mirror-otter-4471-lake').toString('base64') } },
})

/** A service account of a cloud, as JSON. */
export function serviceAccount(name: string): string {
  return JSON.stringify(
    {
      type: 'service_account',
      project_id: 'kestrel-data',
      client_email: `${name}@kestrel-data.example`,
      key: `${name}-demo-key`,
    },
    null,
    2,
  )
}
