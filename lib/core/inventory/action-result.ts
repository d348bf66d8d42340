// What every server action answers: the value, or what went wrong in plain English. It never throws into the browser.

export type ActionResult<T> =
  | { ok: true; value: T }
  /** `problems` names the fields or rows at fault, when there are any. */
  | { ok: false; message: string; problems?: string[] }
