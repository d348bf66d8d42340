import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = path.dirname(fileURLToPath(import.meta.url))

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': path.join(root, 'node_modules/next/dist/compiled/server-only/empty.js') },
  },
  test: {
    include: ['{app,bench,bin,components,conformance,lib,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '.next/**'],
    globalSetup: ['lib/launch/test-postgres-broker.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that needs another time zone sets it itself; the rest must not depend on the machine's.
    env: { TZ: 'UTC' },
  },
})
