import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep } from './not-done.ts'
import {
  backToRequest,
  type OpenedRequest,
  openedRequest,
  openRequest,
  seenFields,
  seenOf,
} from './opened-request.ts'

const rules = z.strictObject(seenFields)

const view = patientView<OpenedRequest>('worklist/complete-cancellation', openedRequest)

/** Cancels the appointment as the patient asked. */
export function completeCancellation(services: Services): StaffPage {
  return {
    permission: 'work-requests',
    query: requestQuery,
    async show(request) {
      const opened = await openRequest(services, request)
      const { kind, status } = opened.request
      return status === 'open' && kind === 'cancel' ? view(opened) : redirect(backToRequest(request))
    },
    submit(request) {
      const seen = seenOf(request, readOwnForm(rules, request.body))
      return makeStep(services, request, () => services.requestWork.completeCancellation(request.actor, seen))
    },
  }
}
