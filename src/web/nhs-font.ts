import type { RequestHandler } from 'express'

/**
 * Uses the NHS font only when the visitor comes from another page of ours, whose script has already fetched it. On the
 * first page the browser would hide the text until the font is loaded: a tenth of a second, and longer on a slow phone.
 */
export const nhsFont: RequestHandler = (request, response, next) => {
  response.locals.nhsFont = request.get('Sec-Fetch-Site') === 'same-origin'
  next()
}
