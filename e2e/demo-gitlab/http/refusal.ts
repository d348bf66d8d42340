// An answer that is not a success, with the bodies GitLab gives (`lib/api/helpers.rb`).

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {
    super(`HTTP ${status}`)
  }
}

/** 404 `{"message":"404 Project Not Found"}`; without a name `404 Not Found`. */
export function notFound(what = ''): Refusal {
  return new Refusal(404, { message: what === '' ? '404 Not Found' : `404 ${what} Not Found` })
}

export function forbidden(reason = ''): Refusal {
  return new Refusal(403, { message: reason === '' ? '403 Forbidden' : `403 Forbidden - ${reason}` })
}

export function unauthorized(): Refusal {
  return new Refusal(401, { message: '401 Unauthorized' })
}

/** 400 with the text or the field errors under `message`. */
export function badRequest(message: unknown): Refusal {
  return new Refusal(400, { message })
}

/** 400 of the parameter check, which answers under `error`. */
export function missingParameter(name: string): Refusal {
  return new Refusal(400, { error: `${name} is missing` })
}
