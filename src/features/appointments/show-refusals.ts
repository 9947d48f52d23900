import type { ErrorRequestHandler } from 'express'
import { AppointmentChanged, CannotChange } from './refusals.ts'

/** Expected stops of the two journeys: not faults, so each has a page of its own that says why and what to do. */
export const showRefusals: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error instanceof CannotChange) {
    const { appointment, kind, obstacle } = error
    response.status(409).render('appointments/cannot-change', { appointment, kind, obstacle })
  } else if (error instanceof AppointmentChanged) {
    const { appointment, changes, kind, placeSeen, startSeen } = error
    const shown = { appointment, changes, kind, placeSeen, startSeen }
    response.status(409).render('appointments/appointment-changed', shown)
  } else {
    next(error)
  }
}
