import type { ErrorRequestHandler, RequestHandler } from 'express'
import { DeadlineExceeded } from '../../shared/errors.ts'
import { withoutSession } from '../session/session.ts'

/**
 * Answers with an error page when a request takes longer than `timeout` milliseconds. What is in progress goes on: a
 * transaction is committed or rolled back as always, but no page begins any more, and a late answer is dropped. The
 * error page does not save the session, because its store may be what is slow.
 */
export function deadline(timeout: number, showError: ErrorRequestHandler): RequestHandler {
  return (request, response, next) => {
    const timer = setTimeout(() => {
      if (response.headersSent) return
      request.deadlinePassed = true
      withoutSession(request)
      showError(new DeadlineExceeded(), request, response, next)
    }, timeout)
    response.once('close', () => clearTimeout(timer))
    next()
  }
}
