// An error whose message is meant for people: what happened, what it means, what to do next. Shown without a stack.
export class PlainError extends Error {
  plain = true
}
