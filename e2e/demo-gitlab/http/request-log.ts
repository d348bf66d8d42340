// Every request that came in, so that a test can ask what was sent.
import type { TokenName } from './authenticate.ts'

export interface RecordedRequest {
  method: string
  path: string
  query: Record<string, unknown>
  body: unknown
  token: TokenName | null
  graphql: { query: string; variables: Record<string, unknown> } | null
  /** 0 when the request was left hanging. */
  status: number
}

export class RequestLog {
  #requests: RecordedRequest[] = []

  add(request: RecordedRequest): void {
    this.#requests.push(request)
  }

  all(): RecordedRequest[] {
    return [...this.#requests]
  }

  clear(): void {
    this.#requests = []
  }
}
