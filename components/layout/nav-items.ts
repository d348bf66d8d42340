// The pages, in the order in which the work goes.
import {
  ArrowLeftRight,
  Cpu,
  FileCode2,
  Gauge,
  GitCompareArrows,
  GitPullRequest,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Plug,
  Route,
  ShieldCheck,
  Table2,
} from 'lucide-react'

export type NavItem = { href: string; label: string; icon: LucideIcon; hint: string }

export const navItems: NavItem[] = [
  { href: '/', label: 'Overview', icon: LayoutDashboard, hint: 'Progress, burn-down, what blocks' },
  { href: '/inventory', label: 'Inventory', icon: Table2, hint: 'Every CI/CD variable, in one table' },
  { href: '/mapping', label: 'Mapping', icon: Route, hint: 'Rules that say where each variable goes' },
  { href: '/artefacts', label: 'Artefacts', icon: FileCode2, hint: 'Policies, roles and CI configuration to review' },
  { href: '/bindings', label: 'Bindings', icon: ArrowLeftRight, hint: 'Which jobs can read which path' },
  { href: '/access', label: 'Access', icon: KeyRound, hint: 'What a job can read, and why' },
  { href: '/drift', label: 'Drift', icon: GitCompareArrows, hint: 'What is live against what is planned' },
  { href: '/merge-requests', label: 'Merge requests', icon: GitPullRequest, hint: 'Preview, open, watch' },
  { href: '/connections', label: 'Connections', icon: Plug, hint: 'GitLab, vaults, mounts, environments, tiers' },
  { href: '/runners', label: 'Runners', icon: Cpu, hint: 'Which runner takes which job, and how old it is' },
  { href: '/load', label: 'Load', icon: Gauge, hint: 'Logins, reads and clients a day' },
  { href: '/trust-model', label: 'Trust model', icon: ShieldCheck, hint: 'What proves what, to hand over' },
]
