import type { ErrorRequestHandler, RequestHandler } from 'express'
import { BadRequest, Forbidden, NotFound } from '../shared/errors.ts'
import type { Log } from '../shared/log.ts'

export const pageNotFound: RequestHandler = () => {
  throw new NotFound()
}

/** What everything that can go wrong looks like to the person it happens to. */
export function errorPages(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { status, page } = pageFor(error)
    if (status >= 500) log.error({ reference: request.reference, error }, 'request failed')
    else log.info({ reference: request.reference, error, status }, 'request refused')
    // Express would end it too, but would print the error first, with whatever a patient typed in it.
    if (response.headersSent) {
      if (!response.writableEnded) response.destroy()
      return
    }
    response.status(status)
    response.render(
      page,
      { reference: request.reference, address: request.baseUrl + request.path },
      (fault, html) => {
        if (fault) log.error({ reference: request.reference, error: fault }, 'error page failed')
        if (fault)
          response.type('text').send('Sorry, there is a problem with the service. Try again later.\n')
        else response.send(html)
      },
    )
  }
}

function pageFor(error: unknown): { status: number; page: string } {
  if (error instanceof NotFound || error instanceof URIError)
    return { status: 404, page: 'errors/page-not-found' }
  if (error instanceof BadRequest) return { status: 400, page: 'errors/not-understood' }
  if (error instanceof Forbidden) return { status: 403, page: 'errors/form-expired' }
  const { statusCode, code } = (typeof error === 'object' && error ? error : {}) as Record<string, unknown>
  if (code === 'EBADCSRFTOKEN') return { status: 403, page: 'errors/form-expired' }
  // What Express and its body parser refuse carries the status it deserves.
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return {
      status: statusCode,
      page: statusCode === 404 ? 'errors/page-not-found' : 'errors/not-understood',
    }
  if (error instanceof Error && isOutage(error)) return { status: 503, page: 'errors/service-unavailable' }
  return { status: 500, page: 'errors/there-is-a-problem' }
}

const DATABASE_OUTAGE =
  /^(SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN)|ESOCKET|ETIMEOUT|ECONNCLOSED|ECONNRESET)/
/** SQL Server's deadlock, snapshot conflict and lock time-out, after they have been tried again. */
const GAVE_UP = [1205, 3960, 1222]
const REDIS_OUTAGE =
  /^(ClientOffline|ClientClosed|ConnectionTimeout|SocketClosedUnexpectedly|SocketTimeout)Error$/

/** The database or Redis could not be reached, or was busy for too long: it is worth trying again. */
function isOutage(error: Error): boolean {
  return (
    error.name === 'KnexTimeoutError' ||
    DATABASE_OUTAGE.test(String((error as NodeJS.ErrnoException).code ?? '')) ||
    GAVE_UP.includes(Number((error as { number?: unknown }).number)) ||
    REDIS_OUTAGE.test(error.constructor.name)
  )
}
