import type { RequestHandler } from 'express'
import { Unavailable } from '../../shared/errors.ts'

/** With more to do than can be done, some are told at once to try later, so that the others get an answer. */
export function shedLoad(isOverloaded: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    if (isOverloaded()) throw new Unavailable()
    next()
  }
}
