export class PlainError extends Error {
  readonly plain: true
}
