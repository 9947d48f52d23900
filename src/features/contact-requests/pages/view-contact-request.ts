import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import {
  type OpenedContactRequest,
  openContactRequest,
  openedContactRequest,
} from './opened-contact-request.ts'

const view = patientView<OpenedContactRequest>('contact-requests/view-contact-request', openedContactRequest)

/** One request of the patient: what was asked, and what has become of it. */
export function viewContactRequest(services: Services): PatientPage {
  return { show: async request => view(await openContactRequest(services, request)) }
}
