import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { ContactRequest } from '../contact-request.ts'
import { type ContactStage, progressOf } from './opened-contact-request.ts'

interface Shown {
  requests: (ContactRequest & { stage: ContactStage; overdue: boolean })[]
  tooMany: boolean
}

const view = patientView<Shown>('contact-requests/list-contact-requests', {
  action: 'viewed-contact-requests',
  subject: () => 'patient',
})

/** `tooMany`: they wanted to send another one, and have as many open ones as they may. */
export function contactRequestsView(
  requests: readonly ContactRequest[],
  now: Temporal.Instant,
  { tooMany }: { tooMany: boolean },
) {
  const shown = requests.map(each => ({ ...each, ...progressOf(each, now) }))
  return view({ requests: shown, tooMany }, tooMany ? 409 : 200)
}

/** The requests of the patient to be contacted, latest first. */
export function listContactRequests({ clock, contactRequests }: Services): PatientPage {
  return {
    show: async ({ actor }) =>
      contactRequestsView(await contactRequests.list(actor), clock.now(), { tooMany: false }),
  }
}
