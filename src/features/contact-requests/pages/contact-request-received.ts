import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import {
  type OpenedContactRequest,
  openContactRequest,
  openedContactRequest,
} from './opened-contact-request.ts'

const view = patientView<OpenedContactRequest>(
  'contact-requests/contact-request-received',
  openedContactRequest,
)

/** Confirms the request, and says what happens next. */
export function contactRequestReceived(services: Services): PatientPage {
  return {
    async show(request) {
      const opened = await openContactRequest(services, request)
      return opened.task.status === 'open' ? view(opened) : redirect(opened.address)
    },
  }
}
