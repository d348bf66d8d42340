// The switches of the demo server itself, under `/-/demo/`, for browsers and other processes.
import type { Reply } from './context.ts'
import type { Fault, Faults } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import type { ValueGuard } from './value-guard.ts'

/** `GET|DELETE requests`, `PUT faults` (a fault or a list of faults), `GET refused-values`. */
export function answerControl(
  method: string,
  path: string,
  body: Buffer,
  { log, faults, guard }: { log: RequestLog; faults: Faults; guard: ValueGuard },
): Reply {
  const name = path.slice('/-/demo/'.length)
  if (name === 'requests' && method === 'GET') return { status: 200, body: log.all() }
  if (name === 'requests' && method === 'DELETE') {
    log.clear()
    return { status: 204 }
  }
  if (name === 'faults' && method === 'PUT') {
    try {
      const wanted: Fault | Fault[] = JSON.parse(body.toString('utf8'))
      faults.set(Array.isArray(wanted) ? wanted : [wanted])
      return { status: 200, body: { message: 'ok' } }
    } catch (error) {
      return { status: 400, body: { message: String(error) } }
    }
  }
  if (name === 'refused-values' && method === 'GET') return { status: 200, body: { count: guard.refused } }
  return { status: 404, body: { message: 'Known: GET|DELETE requests, PUT faults, GET refused-values' } }
}
