import type { RequestHandler } from 'express'
import { Unavailable } from '../../shared/errors.ts'

/** Rejects requests immediately during overload, so that the process can finish those it has accepted. */
export function shedLoad(isOverloaded: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    if (isOverloaded()) throw new Unavailable()
    next()
  }
}
