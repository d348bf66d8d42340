// The first phase of a scan, from the first request to the last row handed on, against fetching the same pages and dropping them.
import { Agent, fetch } from 'undici'
import type { ScanItems } from '@/lib/db/scan-repository'
import { makeGitlabClient } from '@/lib/gitlab/gitlab-client'
import { Secret } from '@/lib/secret'
import { inParallel } from '@/lib/services/in-parallel'
import { findRoots } from '@/lib/services/scan-roots'
import { rootsAtOnce, type ScannedVariables, scanVariables } from '@/lib/services/scan-variables'
import type { DemoProcess } from './bench-scan'
import { memoryItems } from './memory-items'

export type Asked = {
  method: string
  path: string
  query: Record<string, unknown>
  graphql: { query: string; variables: Record<string, unknown> } | null
}

const rounds = 5

/** The best of five rounds of each, in turns. */
export async function benchVariablePhase(
  demo: DemoProcess,
): Promise<{ ours: number; bare: number; requests: number; scanned: ScannedVariables; items: ScanItems }> {
  await demo.clear()
  const { scanned, items } = await readOnce(demo)
  const asked = await demo.requests()
  await fetchAndDrop(demo, asked)
  let [ours, bare] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < rounds; round += 1) {
    ours = Math.min(ours, await seconds(() => readOnce(demo)))
    bare = Math.min(bare, await seconds(() => fetchAndDrop(demo, asked)))
  }
  return { ours, bare, requests: asked.length, scanned, items }
}

async function readOnce({ url, token }: DemoProcess): Promise<{ scanned: ScannedVariables; items: ScanItems }> {
  const client = makeGitlabClient({ url, ca: null }, new Secret(token))
  const reading = { client, items: memoryItems() }
  return { scanned: await scanVariables(reading, await findRoots(reading, [])), items: reading.items }
}

/** Pages of one group follow each other, as their cursors make them; as many groups at once as a scan reads. */
async function fetchAndDrop({ url, token }: DemoProcess, asked: Asked[]): Promise<void> {
  const dispatcher = new Agent()
  const ask = async ({ method, path, query, graphql }: Asked) => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
    const response = await fetch(`${url}${path}${search.size === 0 ? '' : `?${search}`}`, {
      method,
      headers: { 'private-token': token, 'content-type': 'application/json' },
      body: graphql ? JSON.stringify(graphql) : undefined,
      dispatcher,
    })
    await response.text()
  }
  const chains = new Map<string, Asked[]>()
  for (const one of asked) {
    const chain = one.graphql ? String(one.graphql.variables.path ?? 'instance') : 'list'
    chains.set(chain, [...(chains.get(chain) ?? []), one])
  }
  for (const one of chains.get('list') ?? []) await ask(one)
  chains.delete('list')
  await inParallel(rootsAtOnce, [...chains.values()], async (chain) => {
    for (const one of chain) await ask(one)
  })
  await dispatcher.close()
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
