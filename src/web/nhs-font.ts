import type { RequestHandler } from 'express'

/**
 * Is the page in the NHS font? Only one that is reached from another of ours, whose script has fetched it by then: on the
 * first page a browser would keep its text back for the font, for a tenth of a second and longer on a slow phone.
 */
export const nhsFont: RequestHandler = (request, response, next) => {
  response.locals.nhsFont = request.get('Sec-Fetch-Site') === 'same-origin'
  next()
}
