// A port that nobody listens on at this moment, and that no other worker of the browser tests asks for.
import { createServer } from 'node:net'

/** Each worker takes from a thousand of its own, below those that systems give to outgoing connections. */
const first = 20_000 + 1000 * (Number(process.env.TEST_PARALLEL_INDEX ?? 9) % 10)
let next = Math.floor(Math.random() * 1000)

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries += 1) {
    next = (next + 1) % 1000
    if (await isFree(first + next)) return first + next
  }
  throw new Error(`No port from ${first} on is free`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
