// The entries of a job that takes one secret, as the recipes show them.
export const exampleEntries = `  id_tokens:
    VAULT_ID_TOKEN:
      aud: https://vault.example.com
  secrets:
    DEPLOY_TOKEN:
      vault: shop/api/deploy/token@kv
      file: false
      token: $VAULT_ID_TOKEN
`
