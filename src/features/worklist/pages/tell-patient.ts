import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { WAYS_TO_TELL } from '../request-work.ts'
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

const rules = z.strictObject({ ...seenFields, how: z.enum(WAYS_TO_TELL) })

const view = patientView<OpenedRequest>('worklist/tell-patient', openedRequest)

/** Asks how the patient was told the outcome of a closed request. */
export function tellPatient(services: Services): StaffPage {
  return {
    permission: 'work-requests',
    query: requestQuery,
    async show(request) {
      const opened = await openRequest(services, request)
      return opened.request.untoldSince ? view(opened) : redirect(backToRequest(request))
    },
    submit(request) {
      const { how, ...seen } = readOwnForm(rules, request.body)
      return makeStep(services, request, () =>
        services.requestWork.tell(request.actor, seenOf(request, seen), how),
      )
    },
  }
}
