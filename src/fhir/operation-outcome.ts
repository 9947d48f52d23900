import type { ErrorRequestHandler } from 'express'
import { DeadlineExceeded, NotFound, TooManyRequests, Unavailable } from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'
import { sendFhir } from '../web/fhir.ts'

/**
 * An error response of the Get Appointments API (4XX and 5XX). When the specification's table and samples have
 * different codes, the code of the sample is used if it exists in FHIR R4 (docs/fhir.md).
 */
export class Refusal extends Error {
  readonly status: number
  /** A FHIR issue type. */
  readonly code: string
  /** Describes the problem without quoting the request, in the words of the published sample if there is one. */
  readonly diagnostics: string
  /** A code of Spine's code system and its meaning, which the published sample has in place of `diagnostics`. */
  readonly spine: { code: string; display: string } | undefined
  readonly headers: Record<string, string>
  /** A fixed code for the log, more detailed than the response may be. */
  readonly reason: string | undefined

  constructor(
    status: number,
    code: string,
    diagnostics: string,
    {
      spine,
      headers = {},
      reason,
    }: { spine?: { code: string; display: string }; headers?: Record<string, string>; reason?: string } = {},
  ) {
    super(diagnostics)
    this.status = status
    this.code = code
    this.diagnostics = diagnostics
    this.spine = spine
    this.headers = headers
    this.reason = reason
  }
}

const SPINE_CODES = 'https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode'

/** Seconds. */
const RETRY_AFTER = '10'

export function operationOutcome({ code, diagnostics, spine }: Refusal) {
  const said = spine
    ? { details: { coding: [{ system: SPINE_CODES, version: '1', ...spine }] } }
    : { diagnostics }
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, ...said }] }
}

/** Error handler below /FHIR/R4 that responds in FHIR format. `isOutage` recognises outages of the database. */
export function refusalsAsFhir(log: Log, isOutage: (error: unknown) => boolean): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { reference, correlationId } = request
    if (request.deadlinePassed && !(error instanceof DeadlineExceeded)) {
      log.info({ reference, correlationId, error }, 'request failed after its deadline')
      return
    }
    const refusal = refusalOf(error, isOutage)
    const { status, reason } = refusal
    if (status >= 500) log.error({ reference, correlationId, status, error }, 'request failed')
    else log.info({ reference, correlationId, status, reason, error }, 'request refused')
    if (response.headersSent) response.destroy()
    else sendFhir(response, operationOutcome(refusal), refusal)
  }
}

function refusalOf(error: unknown, isOutage: (error: unknown) => boolean): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof TooManyRequests)
    return new Refusal(429, 'exception', 'Too Many Requests', {
      headers: { 'Retry-After': String(error.seconds) },
    })
  if (error instanceof Unavailable || isOutage(error))
    return new Refusal(503, 'transient', 'The service is not available now. Try again in a moment.', {
      headers: {
        'Retry-After': error instanceof Unavailable && error.seconds ? String(error.seconds) : RETRY_AFTER,
      },
    })
  if (error instanceof NotFound) return new Refusal(404, 'not-found', 'NOT_FOUND')
  const { statusCode } = (typeof error === 'object' && error ? error : {}) as { statusCode?: unknown }
  // Errors of Express itself, such as a URL that cannot be decoded.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return new Refusal(statusCode, 'exception', 'The request could not be read.')
  return new Refusal(500, 'exception', 'Something went wrong in the portal.')
}
