import type { ErrorRequestHandler, RequestHandler } from 'express'
import {
  BadRequest,
  DeadlineExceeded,
  Forbidden,
  Maintenance,
  NotFound,
  NotPermitted,
  NotTheirs,
  ReasonNeeded,
  TooManyRequests,
  Unavailable,
} from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'
import { type ErrorPage, errorTemplate } from './error-template.ts'
import { onTheWay, TIMED_OUT } from './session/destination.ts'
import { onTheWayToStaff, requestedStaffPage, STAFF_TIMED_OUT } from './session/staff-destination.ts'
import { refreshOf } from './session/time-limit.ts'
import { isForStaff } from './staff-area.ts'

export const pageNotFound: RequestHandler = () => {
  throw new NotFound()
}

/** Seconds. */
const RETRY_AFTER = '10'

/** Logs errors and shows the matching error page. `isOutage` recognises temporary outages of the database. */
export function errorPages(log: Log, isOutage: (error: unknown) => boolean): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (request.deadlinePassed && !(error instanceof DeadlineExceeded)) {
      log.info({ reference: request.reference, error }, 'request failed after its deadline')
      return
    }
    // Once the reason is stated, the page that was asked for is opened.
    if (error instanceof ReasonNeeded && !response.headersSent) {
      const form = `/staff/patients/${error.patientId}/state-reason`
      response.redirect(303, onTheWayToStaff(form, requestedStaffPage(request)))
      return
    }
    const outage = error instanceof Unavailable || isOutage(error) || isRedisOutage(error)
    const { status, page } = outage ? UNAVAILABLE : pageFor(error)
    if (error instanceof Maintenance) log.debug({ reference: request.reference, status }, 'in maintenance')
    else if (status >= 500) log.error({ reference: request.reference, error }, 'request failed')
    else if (error instanceof NotPermitted)
      log.warn({ reference: request.reference, event: 'authz_fail', status }, 'not permitted in this role')
    else if (error instanceof NotTheirs)
      log.warn(
        { reference: request.reference, event: 'authz_fail', status },
        "request for another patient's record refused",
      )
    else log.info({ reference: request.reference, error, status }, 'request refused')
    // Express would also end the response, but first print the error, which may quote what a patient typed.
    if (response.headersSent) {
      if (!response.writableEnded) response.destroy()
      return
    }
    if (error instanceof TooManyRequests) response.set('Retry-After', String(error.seconds))
    if (status === 503)
      response.set('Retry-After', String((error instanceof Unavailable && error.seconds) || RETRY_AFTER))
    response.status(status)
    const staff = isForStaff(request)
    response.render(
      errorTemplate(request, page),
      {
        problem: page,
        reference: request.reference,
        address: request.baseUrl + request.path,
        until: error instanceof Maintenance ? error.until : undefined,
        wasSent: request.method === 'POST',
        // Without the address of this page, which an error page must not repeat.
        timedOut: staff ? STAFF_TIMED_OUT : onTheWay(TIMED_OUT, response),
        refresh: staff
          ? { seconds: response.locals.secondsLeft, url: STAFF_TIMED_OUT }
          : refreshOf(response.locals.secondsLeft, response),
      },
      (fault, html) => {
        if (fault)
          log.error({ reference: request.reference, error: fault }, 'rendering the error page failed')
        if (fault)
          response.type('text').send('Sorry, there is a problem with the service. Try again later.\n')
        else response.send(html)
      },
    )
  }
}

const UNAVAILABLE = { status: 503, page: 'service-unavailable' } as const

function pageFor(error: unknown): { status: number; page: ErrorPage } {
  // Only staff have roles.
  if (error instanceof NotPermitted) return { status: 403, page: 'not-permitted' }
  if (error instanceof NotFound || error instanceof URIError) return { status: 404, page: 'page-not-found' }
  if (error instanceof BadRequest) return { status: 400, page: 'not-understood' }
  if (error instanceof Forbidden) return { status: 403, page: 'form-expired' }
  if (error instanceof TooManyRequests) return { status: 429, page: 'too-many-requests' }
  const { statusCode, code } = (typeof error === 'object' && error ? error : {}) as Record<string, unknown>
  if (code === 'EBADCSRFTOKEN') return { status: 403, page: 'form-expired' }
  // Errors of Express and its body parser have a status code.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      page: statusCode === 404 ? 'page-not-found' : 'not-understood',
    }
  return { status: 500, page: 'there-is-a-problem' }
}

/** `SimpleError` is an error reply of Redis, for example because it is loading, a replica or full. */
const REDIS_OUTAGE =
  /^((ClientOffline|ClientClosed|ConnectionTimeout|DisconnectsClient|Simple|Socket\w+)Error|Error: The queue is full)$/

function isRedisOutage(error: unknown): boolean {
  return (
    error instanceof Error && (REDIS_OUTAGE.test(error.constructor.name) || REDIS_OUTAGE.test(String(error)))
  )
}
