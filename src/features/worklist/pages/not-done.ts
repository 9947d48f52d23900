import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Disclosure, patientView, type Redirect, redirect, type View } from '../../../web/outcome.ts'
import { BookingChanged, ClaimedByAnother, RequestChanged } from '../refusals.ts'
import { backToRequest, type OpenedRequest, openedRequest, openRequest } from './opened-request.ts'

/** Why a step was not made: the request or its appointment has changed, or a colleague is working on it. */
type Why = 'changed' | 'claimed' | 'booking'

const view = patientView<OpenedRequest & { why: Why; typed: string | undefined }>(
  'worklist/not-done',
  openedRequest,
)

/**
 * Makes a step and returns to the request. If someone else was first, the page says who and when, and shows what was
 * typed, so that it is not lost.
 */
export async function makeStep(
  services: Services,
  request: Request,
  step: () => Promise<unknown>,
  typed?: string,
): Promise<Redirect | View<Disclosure>> {
  try {
    await step()
    return redirect(backToRequest(request))
  } catch (error) {
    const why = whyNot(error)
    if (!why) throw error
    return notDone(await openRequest(services, request), why, typed)
  }
}

/** Says who was first, and shows what was typed. */
export function notDone(opened: OpenedRequest, why: Why, typed: string | undefined): View<Disclosure> {
  return view({ ...opened, why, typed }, 409)
}

function whyNot(error: unknown): Why | undefined {
  if (error instanceof RequestChanged) return 'changed'
  if (error instanceof ClaimedByAnother) return 'claimed'
  return error instanceof BookingChanged ? 'booking' : undefined
}
