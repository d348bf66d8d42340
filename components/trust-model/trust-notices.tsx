// What stands above the trust model: that it is an example and what is missing, and what was seen of the real Vault.
import type { TrustModelCase } from '@/lib/core/render/trust-model-case'
import type { VaultReading } from '@/lib/core/trust/vault-reading'
import { ButtonLink } from '../ui/button'
import { Notice } from '../ui/notice'
import { RelativeTime } from '../ui/relative-time'

const gaps = {
  scan: {
    text: 'There was no scan yet, so no project, variable or role of yours is known.',
    href: '/',
    link: 'Go to the overview',
  },
  vault: {
    text: 'No vault is declared yet, so no address, auth method or role of yours is known.',
    href: '/connections',
    link: 'Declare a vault',
  },
  mapping: {
    text: 'No variable has a place in Vault yet, so there is no role.',
    href: '/mapping',
    link: 'Write a rule',
  },
} as const

export function ExampleNotice({ missing, one }: { missing: keyof typeof gaps; one: TrustModelCase }) {
  const { text, href, link } = gaps[missing]
  const real = missing === 'scan' ? '' : ` Only GitLab ${one.gitlabUrl} is yours.`
  return (
    <Notice weight="warning" title="This is an example" className="mb-3">
      <p>
        {text} Project, job, variable, role and path below are made up.{real}
      </p>
      <p className="mt-2 print:hidden">
        <ButtonLink href={href} size="sm">
          {link}
        </ButtonLink>
      </p>
    </Notice>
  )
}

/** Says only what was seen: a role that could not be asked for is unknown, not missing. */
export function SeenNotice({ reading, one }: { reading: VaultReading; one: TrustModelCase }) {
  const { check, live, unknownSince } = reading
  const server = [check.flavour === 'openbao' ? 'OpenBao' : 'Vault', check.version].filter(Boolean).join(' ')
  return (
    <Notice weight={unknownSince === null ? 'info' : 'warning'} className="mb-3">
      <p>
        {server} at {reading.address}, last asked <RelativeTime at={check.at} />.{' '}
        {unknownSince === null ? roleText(one, live) : 'It could not be read: what is there now is unknown.'}
      </p>
    </Notice>
  )
}

function roleText(one: TrustModelCase, live: VaultReading['live']): string {
  if (one.role === null || live === null) return ''
  const { name } = one.role.role
  const role = Object.hasOwn(live.roles, name) ? live.roles[name] : undefined
  if (role === undefined || !role.known) return `Whether the role ${name} is there is unknown.`
  if (role.value === null) return `The role ${name} is not there yet: what follows is the plan.`
  return `The role ${name} is there. Whether it is as planned is shown as drift.`
}
