import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { StaffPermission } from '../shared/permissions.ts'
import { errorTemplate } from './error-template.ts'
import { wantsToSave } from './forms.ts'
import { localUrlOf } from './original-url.ts'
import {
  type Disclosure,
  type Json,
  type NoPatient,
  type Outcome,
  type Redirect,
  redirect,
  type SentFile,
  type StreamedFile,
  sendOutcome,
  type View,
} from './outcome.ts'
import { formToken } from './session/csrf.ts'
import { destinationFrom, type QueryRules } from './session/destination.ts'
import type { Keep, LateForms } from './session/late-forms.ts'

type Handler<Result extends Outcome> = (request: Request, response: Response) => Result | Promise<Result>

/** A page of the portal. Pages with a form also have `submit`. */
export interface Page<Result extends Outcome = Outcome> {
  /** The query parameters that it reads, and what each may be. A log-in keeps these and no others. */
  query?: QueryRules
  show: Handler<Result>
  submit?: Handler<Result>
  /**
   * For pages with a form that takes time to fill in: keeps what was entered, without checking or using it. Called for
   * "Save and carry on", and when the form arrives after the session has ended.
   */
  keep?: Keep
}

/** A page without patient data, for every visitor. */
export type OpenPage = Page<View<undefined> | Redirect | Json>

/** A page for a logged-in patient. Everything it shows declares its disclosure. */
export type PatientPage = Page<View<Disclosure> | SentFile<Disclosure> | StreamedFile | Redirect>

/** A page for staff, in a role that has this permission. Everything it shows of a patient declares its disclosure. */
export type StaffPage = Page<View<Disclosure | NoPatient> | SentFile | Redirect> & {
  permission: StaffPermission
}

/** Pages by their path below /patient-portal, or below /staff. */
export type PageTable<PageType extends Page = Page> = Readonly<Record<string, PageType>>

interface RouterOptions {
  /** Run before every page of the table. */
  guards?: readonly RequestHandler[]
  /** Run after the guards before this page. Throws when the table is not acceptable. */
  guardOf?(page: Page, path: string): RequestHandler[]
  /**
   * Returns the page for an expected refusal, such as an appointment that cannot be changed; undefined for other
   * errors.
   */
  refusal?: ((error: unknown) => View<Disclosure> | undefined) | undefined
  /** For pages that keep what is entered in a form whose session has ended. */
  late?: LateForms
}

/** Builds a router from a table of pages. It checks the CSRF token of every submitted form. */
export function routerOf(
  table: PageTable,
  { guards = [], guardOf, refusal, late }: RouterOptions = {},
): Router {
  const router = Router({ caseSensitive: true, strict: true })
  for (const [path, page] of Object.entries(table)) {
    const { show, submit, keep } = page
    const route = router.route(path)
    // The guards would refuse it.
    if (keep && late) route.post(late.receive(keep))
    for (const guard of guards) route.all(guard)
    if (guardOf) route.all(guardOf(page, path))
    // A page may also show the form of another page.
    if (submit && late) route.all(late.seal)
    route.all(formToken).get(toRequestHandler(show))
    if (submit) route.post(toRequestHandler(keep ? orSave(submit, keep) : submit))
    route.all((request, response) => {
      response
        .set('Allow', submit ? 'GET, HEAD, POST' : 'GET, HEAD')
        .status(405)
        .render(errorTemplate(request, 'not-understood'), { problem: 'not-understood' })
    })
  }
  return router

  function orSave(submit: Handler<Outcome>, keep: Keep): Handler<Outcome> {
    return async (request, response) => {
      if (!wantsToSave(request.body)) return submit(request, response)
      await keep(request.actor, request)
      return redirect(destinationFrom(request, localUrlOf(request)))
    }
  }

  function toRequestHandler(handler: Handler<Outcome>): RequestHandler {
    return async (request, response) => {
      // It must not begin to change anything.
      if (request.deadlinePassed) return
      await sendOutcome(request, response, await outcomeOf(handler, request, response))
    }
  }

  async function outcomeOf(handler: Handler<Outcome>, request: Request, response: Response) {
    try {
      return await handler(request, response)
    } catch (error) {
      const view = refusal?.(error)
      if (!view) throw error
      return view
    }
  }
}
