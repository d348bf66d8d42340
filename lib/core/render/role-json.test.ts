// Tests of the role body.
import { expect, test } from 'vitest'
import type { Role } from '@/lib/core/mapping/plan'
import { type VaultDeclaration, vaultSchema } from '@/lib/core/mapping/rules-file'
import { renderRole } from './role-json'

const vault: VaultDeclaration = vaultSchema.parse({
  name: 'main',
  address: 'https://vault.example.com',
  audience: 'https://vault.example.com',
})

const role: Role = {
  name: 'p22-production',
  vault: 'main',
  project: 'shop/api',
  projectId: 22,
  environment: { kind: 'name', name: 'production' },
  production: true,
  protected: true,
  jobs: ['deploy'],
  policies: ['p22-production', 'g7-production'],
  boundClaims: { ref_protected: 'true', project_id: '22', pipeline_source: ['push', 'web'] },
  boundClaimsType: 'string',
  flags: [],
}

test('a role is written whole, bound to the audience and to string claims', () => {
  expect(JSON.parse(renderRole(role, vault))).toEqual({
    role_type: 'jwt',
    user_claim: 'project_id',
    bound_audiences: ['https://vault.example.com'],
    bound_subject: '',
    bound_claims_type: 'string',
    bound_claims: { pipeline_source: ['push', 'web'], project_id: '22', ref_protected: 'true' },
    claim_mappings: {},
    groups_claim: '',
    clock_skew_leeway: 0,
    expiration_leeway: 0,
    not_before_leeway: 0,
    token_policies: ['g7-production', 'p22-production'],
    token_no_default_policy: true,
    token_type: 'default',
    token_ttl: 300,
    token_max_ttl: 300,
    token_explicit_max_ttl: 300,
    token_period: 0,
    token_num_uses: 0,
  })
})

test('the order in which claims and policies were found does not change one byte', () => {
  const other: Role = {
    ...role,
    policies: ['g7-production', 'p22-production'],
    boundClaims: { project_id: '22', pipeline_source: ['push', 'web'], ref_protected: 'true' },
  }
  expect(renderRole(other, vault)).toBe(renderRole(role, vault))
})
