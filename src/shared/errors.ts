/** Not there, not theirs or not to be shown: the three must look the same, so nothing more is said. */
export class NotFound extends Error {}

/** An appointment was asked for by an id that is not one of theirs: the visitor sees no difference, the log does. */
export class NotTheirs extends NotFound {}

/** What was sent cannot have come from one of our pages as we made it. */
export class BadRequest extends Error {}

/** A form that was not sent from one of our own pages in this session. */
export class Forbidden extends Error {}

/** More than is allowed from one place or person; nothing of it was done. */
export class TooManyRequests extends Error {
  /** Until there may be another. */
  readonly seconds: number

  constructor(seconds: number) {
    super()
    this.seconds = seconds
  }
}

/** It cannot be done now, and may be in a moment. */
export class Unavailable extends Error {}

/** What the patient is told: one page for each. */
export type LogInFailure = 'consent-not-given' | 'single-sign-on-failed' | 'try-again' | 'refused'

/**
 * A log-in that did not happen. `reason` is a fixed code for the log. There is never a cause: what
 * openid-client throws carries tokens, claims and the provider's own words.
 */
export class LogInRefused extends Error {
  override readonly name = 'LogInRefused'
  readonly failure: LogInFailure
  readonly reason: string

  constructor(failure: LogInFailure, reason: string) {
    super(`Log-in refused: ${reason}`)
    this.failure = failure
    this.reason = reason
  }
}

/** A token that proves nothing. `reason` is a fixed code for the log; never a cause, which may quote the token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly reason: string

  constructor(reason: string) {
    super(`Token refused: ${reason}`)
    this.reason = reason
  }
}
