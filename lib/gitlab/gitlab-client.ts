// GitLab with one token: gitbeaker's REST resources and GraphQL, both through our transport.
import { createRequesterFn, type FormattedResponse } from '@gitbeaker/requester-utils'
import { Gitlab } from '@gitbeaker/rest'
import type { GitlabSettings } from '@/lib/env'
import type { Secret } from '@/lib/secret'
import { GitlabError } from './gitlab-error'
import { askOlder } from './older-gitlab'
import type { Pace } from './pace'
import { makeTransport, type OnWait, type Transport } from './transport'

export type GitlabClient = {
  url: string
  rest: InstanceType<typeof Gitlab>
  graphql: (query: string, variables: Record<string, unknown>) => Promise<Record<string, unknown>>
}

/**
 * `onWait` is told the seconds before each wait that a rate limit asks for; with a `pace` others wait too.
 * Failures are `GitlabError`; gitbeaker's own retries, rate limiter and errors (which carry the token) are not used.
 */
export function makeGitlabClient(
  settings: Pick<GitlabSettings, 'url' | 'ca'>,
  token: Secret,
  onWait?: OnWait,
  pace?: Pace,
): GitlabClient {
  const transport = makeTransport(settings, () => token.reveal(), onWait, undefined, pace)
  return {
    url: settings.url,
    rest: new Gitlab({
      host: settings.url,
      token: 'set by the transport',
      requesterFn: requesterFor(transport, settings.url),
    }),
    graphql: askOlder((query, variables) => askGraphql(transport, query, variables)),
  }
}

function requesterFor(transport: Transport, url: string) {
  return createRequesterFn(
    async (_service, request) => request,
    async (endpoint, options): Promise<FormattedResponse<never>> => {
      const { method, prefixUrl, searchParams, body } = options as {
        method?: string
        prefixUrl?: string
        searchParams?: string
        body?: Record<string, unknown> | string
      }
      // Some resources, such as notes and protected environments, keep the first part of the path in the prefix.
      const prefix = (prefixUrl ?? '').slice(`${url}/api/v4/`.length).replace(/^\/|\/$/g, '')
      const query = typeof searchParams === 'string' && searchParams !== '' ? `?${searchParams}` : ''
      const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
      const answer = await transport({
        method: method ?? 'GET',
        path: `v4/${[prefix, endpoint.replace(/^\//, '')].filter((part) => part !== '').join('/')}${query}`,
        body: text,
        headers: text === undefined ? {} : { 'content-type': 'application/json' },
      })
      return {
        body: answer.body as never,
        headers: Object.fromEntries(answer.headers.entries()),
        status: answer.status,
      }
    },
  )
}

async function askGraphql(
  transport: Transport,
  query: string,
  variables: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await transport({
    method: 'POST',
    path: 'graphql',
    body: JSON.stringify({ query, variables }),
    headers: { 'content-type': 'application/json' },
  })
  const body = answer.body as { data?: Record<string, unknown> | null; errors?: { message?: string }[] } | null
  if (!body || typeof body !== 'object') throw new GitlabError('gitlab_not_json')
  if (body.errors?.length || !body.data)
    throw new GitlabError('gitlab_rejected', 200, (body.errors ?? []).map((error) => error.message).join(' '))
  return body.data
}
