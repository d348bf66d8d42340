// The fixed part of the Terraform form: a root that reads one data file, and a module that repeats over it.

/**
 * Attributes are those of the provider `hashicorp/vault` (5.11: `vault/resource_jwt_auth_backend.go`, `…_role.go`,
 * `resource_policy.go`, `resource_database_secret_backend_role.go`, `resource_aws_secret_backend_role.go`). `role_type` is
 * always said, since the server's default is `oidc`.
 */
export const terraformRoot = `# Policies, roles and the auth method for CI jobs. Everything that differs stands in cutover.json.
# An auth method that is there already is taken in first:
#   terraform import 'module.cutover.vault_jwt_auth_backend.this[0]' <its path>
terraform {
  required_version = ">= 1.3"

  required_providers {
    vault = {
      source  = "hashicorp/vault"
      version = ">= 4.0"
    }
  }
}

variable "manage_engine_roles" {
  description = "Also write the roles of database and AWS engines. What is there under the same name is replaced."
  type        = bool
  default     = false
}

locals {
  data = jsondecode(file("\${path.module}/cutover.json"))

  # Written by cli/rotate-keys.sh --out terraform/keys, where the vault cannot reach GitLab.
  public_keys = [for name in sort(fileset("\${path.module}/keys", "*.pem")) : trimspace(file("\${path.module}/keys/\${name}"))]
}

provider "vault" {
  address   = local.data.vault.address
  namespace = local.data.vault.namespace
}

module "cutover" {
  source = "./cutover"

  auth           = local.data.auth
  public_keys    = local.public_keys
  policies       = local.data.policies
  roles          = local.data.roles
  database_roles = var.manage_engine_roles ? local.data.database_roles : {}
  aws_roles      = var.manage_engine_roles ? local.data.aws_roles : {}
}
`

export const terraformVariables = `variable "auth" {
  description = "The JWT auth method. Where it is not owned, its configuration is left alone."
  type = object({
    path   = string
    owned  = bool
    keys   = string
    issuer = string
  })
}

variable "public_keys" {
  description = "GitLab's keys as PEM, where the vault cannot fetch them."
  type        = list(string)
}

variable "policies" {
  description = "Policies as HCL, by name."
  type        = map(string)
}

variable "roles" {
  description = "Roles by name. Lists of a claim are joined with a comma, unless parsing is disabled."
  type = map(object({
    bound_audiences              = list(string)
    bound_claims                 = map(string)
    bound_claims_type            = string
    disable_bound_claims_parsing = bool
    token_policies               = list(string)
    token_seconds                = number
  }))
}

variable "database_roles" {
  description = "Roles of database engines, by mount and name."
  type = map(object({
    backend               = string
    name                  = string
    db_name               = string
    creation_statements   = list(string)
    revocation_statements = list(string)
    default_ttl           = number
    max_ttl               = number
  }))
}

variable "aws_roles" {
  description = "Roles of AWS engines, by mount and name."
  type = map(object({
    backend         = string
    name            = string
    credential_type = string
    policy_arns     = optional(list(string))
    role_arns       = optional(list(string))
    policy_document = optional(string)
    default_sts_ttl = optional(number)
    max_sts_ttl     = optional(number)
  }))
}
`

export const terraformModule = `terraform {
  required_providers {
    vault = {
      source = "hashicorp/vault"
    }
  }
}

resource "vault_policy" "this" {
  for_each = var.policies

  name   = each.key
  policy = each.value
}

resource "vault_jwt_auth_backend" "this" {
  count = var.auth.owned ? 1 : 0

  path                   = var.auth.path
  type                   = "jwt"
  oidc_discovery_url     = var.auth.keys == "discovery" ? var.auth.issuer : null
  jwt_validation_pubkeys = var.auth.keys == "static" ? var.public_keys : null
  bound_issuer           = var.auth.issuer
  jwt_supported_algs     = ["RS256"]

  lifecycle {
    precondition {
      condition     = var.auth.keys == "discovery" || length(var.public_keys) > 0
      error_message = "No keys: run cli/rotate-keys.sh --out terraform/keys first."
    }
  }
}

resource "vault_jwt_auth_backend_role" "this" {
  for_each = var.roles

  backend                      = var.auth.owned ? vault_jwt_auth_backend.this[0].path : var.auth.path
  role_name                    = each.key
  role_type                    = "jwt"
  user_claim                   = "project_id"
  bound_audiences              = each.value.bound_audiences
  bound_claims                 = each.value.bound_claims
  bound_claims_type            = each.value.bound_claims_type
  disable_bound_claims_parsing = each.value.disable_bound_claims_parsing
  token_policies               = each.value.token_policies
  token_no_default_policy      = true
  token_type                   = "default"
  token_ttl                    = each.value.token_seconds
  token_max_ttl                = each.value.token_seconds
  token_explicit_max_ttl       = each.value.token_seconds

  depends_on = [vault_policy.this]
}

resource "vault_database_secret_backend_role" "this" {
  for_each = var.database_roles

  backend               = each.value.backend
  name                  = each.value.name
  db_name               = each.value.db_name
  creation_statements   = each.value.creation_statements
  revocation_statements = each.value.revocation_statements
  default_ttl           = each.value.default_ttl
  max_ttl               = each.value.max_ttl
}

resource "vault_aws_secret_backend_role" "this" {
  for_each = var.aws_roles

  backend         = each.value.backend
  name            = each.value.name
  credential_type = each.value.credential_type
  policy_arns     = each.value.policy_arns
  role_arns       = each.value.role_arns
  policy_document = each.value.policy_document
  default_sts_ttl = each.value.default_sts_ttl
  max_sts_ttl     = each.value.max_sts_ttl
}
`
