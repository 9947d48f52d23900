import { type Request, type RequestHandler, type Response, Router } from 'express'
import {
  answer,
  type Disclosure,
  type Json,
  type Outcome,
  type Redirect,
  type SentFile,
  type Shown,
} from './outcome.ts'
import { formToken } from './session/csrf.ts'

type Handler<Result extends Outcome> = (request: Request, response: Response) => Result | Promise<Result>

/** A page of the portal: shown, and for a form submitted. */
export interface Page<Result extends Outcome = Outcome> {
  show: Handler<Result>
  submit?: Handler<Result>
}

/** For everybody: it says nothing about any patient. */
export type OpenPage = Page<Shown<undefined> | Redirect | Json>

/** For the patient it is about: whatever it shows says what it tells of whom. */
export type PatientPage = Page<Shown<Disclosure> | SentFile | Redirect>

/** One feature's table of addresses, below /patient-portal. */
export type PageTable<Each extends Page = Page> = Readonly<Record<string, Each>>

interface Around {
  /** Stand before every page of the table. */
  guards?: readonly RequestHandler[]
  /** What is shown for an expected stop; undefined for any other error. */
  refusal?: ((error: unknown) => Shown<Disclosure> | undefined) | undefined
}

/** What may be submitted always needs its form's token. */
export function routerOf(table: PageTable, { guards = [], refusal }: Around = {}): Router {
  const router = Router({ caseSensitive: true, strict: true })
  for (const [address, { show, submit }] of Object.entries(table)) {
    const route = router.route(address)
    for (const guard of guards) route.all(guard)
    route.all(formToken).get(answering(show))
    if (submit) route.post(answering(submit))
    route.all((_request, response) => {
      response
        .set('Allow', submit ? 'GET, HEAD, POST' : 'GET, HEAD')
        .status(405)
        .render('errors/not-understood')
    })
  }
  return router

  function answering(handler: Handler<Outcome>): RequestHandler {
    return async (request, response) => {
      await answer(request, response, await outcomeOf(handler, request, response))
    }
  }

  async function outcomeOf(handler: Handler<Outcome>, request: Request, response: Response) {
    try {
      return await handler(request, response)
    } catch (error) {
      const shown = refusal?.(error)
      if (!shown) throw error
      return shown
    }
  }
}
