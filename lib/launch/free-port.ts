// Ports on 127.0.0.1.
import { createServer } from 'node:net'

/** Resolves to the port when nothing listens on it, else to null. Port 0 asks for any free one. */
export function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(null))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address()
      const found = typeof address === 'object' && address ? address.port : null
      probe.close(() => resolve(found))
    })
  })
}
