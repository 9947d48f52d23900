import { type RequestHandler, Router } from 'express'
import { formToken } from './session/csrf.ts'

/** A page of the portal: shown, and for a form submitted. */
export interface Page {
  show: RequestHandler
  submit?: RequestHandler
}

/** One feature's table of addresses, below /patient-portal. */
export type PageTable = Readonly<Record<string, Page>>

/** `guards` stand before every page of the table; what may be submitted always needs its form's token. */
export function routerOf(table: PageTable, ...guards: RequestHandler[]): Router {
  const router = Router({ caseSensitive: true, strict: true })
  for (const [address, { show, submit }] of Object.entries(table)) {
    const route = router.route(address)
    for (const guard of guards) route.all(guard)
    route.all(formToken).get(show)
    if (submit) route.post(submit)
    route.all((_request, response) => {
      response
        .set('Allow', submit ? 'GET, HEAD, POST' : 'GET, HEAD')
        .status(405)
        .render('errors/not-understood')
    })
  }
  return router
}
