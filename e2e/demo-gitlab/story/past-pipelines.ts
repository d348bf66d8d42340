// What ran in the last 90 days, in few words: which pipeline how often, and which of its jobs deployed where.

export interface PastPipeline {
  /** One every so many hours, or one on each of these days ago. */
  every?: number
  daysAgo?: number[]
  ref: string
  source: 'push' | 'schedule' | 'web' | 'api' | 'trigger' | 'parent_pipeline' | 'merge_request_event'
  tag?: boolean
  /** Full path of the fork that the merge request comes from; left out: from the project itself. */
  fork?: string
  /** `name`, or `name > environment` for a job that deployed there, or `name ~ environment` for one that only visited. */
  jobs: string[]
}

const merges = (every: number, ref: string, jobs: string[]): PastPipeline => {
  return { every, ref, source: 'merge_request_event', jobs }
}
const pushes = (every: number, jobs: string[], ref = 'main'): PastPipeline => ({ every, ref, source: 'push', jobs })

export const pastPipelines: Record<string, PastPipeline[]> = {
  'payments/core/ledger': [
    pushes(14, ['integration', 'deploy:staging > staging']),
    pushes(41, ['deploy:production > production', 'export']),
    merges(11, 'feat/rounding', ['integration', 'review > review/ledger-412']),
    merges(370, 'fix/sepa', ['integration', 'export']),
    // A hotfix from a branch that nobody protects.
    { daysAgo: [12, 13, 47], ref: 'hotfix/iban', source: 'web', jobs: ['deploy:production > production'] },
    { daysAgo: [5, 19, 33, 61], ref: 'main', source: 'schedule', jobs: ['export'] },
  ],
  'payments/core/gateway': [
    pushes(9, ['unit', 'contract', 'deploy:staging > staging']),
    pushes(52, ['deploy:production > production']),
    merges(8, 'feat/routing', ['unit', 'contract']),
    // The job was split in two a month ago.
    { daysAgo: [34, 38, 44, 51, 60, 72], ref: 'main', source: 'push', jobs: ['deploy:canary > production'] },
    { daysAgo: [2, 9, 30], ref: 'main', source: 'api', jobs: ['load test'] },
  ],
  'payments/core/refunds': [
    pushes(36, ['test', 'deploy staging > staging']),
    pushes(130, ['deploy production > production']),
    { daysAgo: [8, 21], ref: 'wip/limits', source: 'web', jobs: ['deploy staging > staging'] },
  ],
  'payments/pci/card-vault': [
    pushes(30, ['test', 'scan', 'deploy staging > staging']),
    pushes(160, ['scan', 'deploy production > production'], 'release/2026.3'),
    merges(26, 'feat/tokens', ['test']),
    { daysAgo: [17], ref: 'spike/hsm', source: 'push', jobs: ['test', 'scan', 'deploy staging > staging'] },
  ],
  'shop/web/storefront': [
    pushes(5, ['lint', 'unit', 'build', 'deploy:staging > staging']),
    pushes(23, ['deploy:production > production', 'purge cdn ~ production']),
    merges(3, 'feat-search', ['lint', 'unit', 'build', 'review > review/feat-search']),
    merges(7, 'fix-cart', ['lint', 'unit', 'build', 'review > review/fix-cart']),
    // The agency's fork: GitLab signs the fork's number.
    {
      daysAgo: [3, 10, 11, 26],
      ref: 'banner',
      source: 'merge_request_event',
      fork: 'shop/web/storefront-fork',
      jobs: ['build', 'review > review/banner'],
    },
    { daysAgo: [6, 40], ref: 'v2.3.0', source: 'push', tag: true, jobs: ['build', 'deploy:production > production'] },
    // Started by a parent pipeline, before the release train was given up.
    { daysAgo: [66, 67, 68, 81], ref: 'main', source: 'parent_pipeline', jobs: ['deploy:production > production'] },
  ],
  'shop/web/checkout': [
    pushes(12, ['e2e', 'deploy:staging > staging']),
    pushes(61, ['deploy:production > production']),
    merges(10, 'feat/tax', ['e2e']),
    // The second region had its own environment for some days.
    { daysAgo: [54, 55, 57], ref: 'main', source: 'push', jobs: ['deploy:staging > staging-eu'] },
  ],
  'shop/catalog': [
    pushes(20, ['test', 'deploy to staging > staging']),
    pushes(90, ['deploy to production > production']),
    { every: 6, ref: 'main', source: 'schedule', jobs: ['import ~ production'] },
    { daysAgo: [14], ref: 'import-rework', source: 'schedule', jobs: ['import ~ production'] },
  ],
  'shop/mobile/ios-app': [
    pushes(48, ['unit']),
    { daysAgo: [16, 58], ref: 'ios-5.2.0', source: 'push', tag: true, jobs: ['unit', 'release'] },
    { daysAgo: [29], ref: 'beta-5.3', source: 'push', tag: true, jobs: ['release'] },
  ],
  'shop/mobile/android-app': [pushes(44, ['assemble']), pushes(300, ['publish > production'])],
}
