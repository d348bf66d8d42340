import { describe, expect, it } from 'vitest'
import { repositoryScripts } from './repository-scripts'

describe('files of the repository that a script runs', () => {
  it.each([
    ['./deploy.sh production', ['./deploy.sh']],
    ['bash scripts/deploy "$CI_COMMIT_SHA"', ['scripts/deploy']],
    ['cd app && python3 -u tools/migrate.py', ['tools/migrate.py']],
    ['source ci/setup.sh; npm ci', ['ci/setup.sh']],
    ['LOG=1 ./run', ['./run']],
    ['make release', ['Makefile']],
    ['if true; then ci/load.sh; fi', ['ci/load.sh']],
    ['scripts/a.sh | scripts/b.sh', ['scripts/a.sh', 'scripts/b.sh']],
  ])('%s', (text, files) => {
    expect(repositoryScripts(text)).toEqual(files)
  })

  it.each([
    'echo ./deploy.sh',
    'npm ci && npm test',
    'docker build -t x .',
    'curl -fsS https://example.com/install.sh -o /tmp/install.sh',
    'cat notes/make.txt',
    'python -m pytest',
    'chmod +x ./deploy.sh',
    'terraform plan -var-file=prod/main.tfvars',
  ])('runs none: %s', (text) => {
    expect(repositoryScripts(text)).toEqual([])
  })
})
