/** The resource does not exist, belongs to another patient or is hidden. The response must not reveal which. */
export class NotFound extends Error {}

/** The appointment belongs to another patient. The response is the same as for {@link NotFound}; the log differs. */
export class NotTheirs extends NotFound {}

/** The request contains values that our pages cannot send. */
export class BadRequest extends Error {}

/** A member of staff whose role may not do this. Another of their roles may. */
export class NotPermitted extends Error {}

/** A member of staff must state a reason before anything of this patient's sensitive record is shown. */
export class ReasonNeeded extends Error {
  readonly patientId: string

  constructor(patientId: string) {
    super()
    this.patientId = patientId
  }
}

/** The form was not sent from one of our pages in this session. */
export class Forbidden extends Error {}

/** A rate limit was exceeded. The request changed nothing. */
export class TooManyRequests extends Error {
  /** Seconds until the next request is allowed. */
  readonly seconds: number

  constructor(seconds: number) {
    super()
    this.seconds = seconds
  }
}

/** The request may succeed if it is repeated soon. */
export class Unavailable extends Error {
  /** Seconds until then, if known. */
  readonly seconds: number | undefined

  constructor(seconds?: number) {
    super()
    this.seconds = seconds
  }
}

/** The service is switched off until an instant. */
export class Maintenance extends Unavailable {
  readonly until: Temporal.Instant

  constructor(until: Temporal.Instant, now: Temporal.Instant) {
    super(Math.ceil(now.until(until).total('seconds')))
    this.until = until
  }
}

/** The request was not answered in time. A change that it made or is making stays valid. */
export class DeadlineExceeded extends Unavailable {}

/** Why a log-in failed. Each has its own page for the patient. */
export type LogInFailure =
  | 'consent-not-given'
  | 'single-sign-on-failed'
  | 'for-someone-else'
  | 'prove-identity'
  | 'try-again'
  | 'refused'

/**
 * A log-in failed. `reason` is a fixed code for the log. It never has a `cause`, because errors of openid-client
 * contain tokens, claims and text of the provider.
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

/** A token is not valid. `reason` is a fixed code for the log. It never has a `cause`, which may quote the token. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'
  readonly reason: string

  constructor(reason: string) {
    super(`Token refused: ${reason}`)
    this.reason = reason
  }
}
