import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { ContactRequestEnded } from '../refusals.ts'
import {
  type OpenedContactRequest,
  openContactRequest,
  openedContactRequest,
} from './opened-contact-request.ts'

const rules = z.strictObject({ requestId: z.guid() })

const view = patientView<OpenedContactRequest>(
  'contact-requests/withdraw-contact-request',
  openedContactRequest,
)

/** Asks whether the patient wants to withdraw the request. One that has ended meanwhile says so on its own page. */
export function withdrawContactRequest(services: Services): PatientPage {
  return {
    async show(request) {
      const opened = await openContactRequest(services, request)
      return opened.task.status === 'open' ? view(opened) : redirect(opened.address)
    },
    async submit(request) {
      const { address, task } = await openContactRequest(services, request)
      const { requestId } = readOwnForm(rules, request.body)
      if (requestId !== task.id) throw new BadRequest()
      await services.contactRequests.withdraw(request.actor, task.id).catch(error => {
        if (!(error instanceof ContactRequestEnded)) throw error
      })
      return redirect(address)
    },
  }
}
