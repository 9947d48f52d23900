import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { ContactRequest } from '../contact-request.ts'
import type { ListedRequests } from '../contact-requests.ts'
import { type ContactStage, progressOf } from './opened-contact-request.ts'

interface Shown {
  requests: (ContactRequest & { stage: ContactStage; overdue: boolean })[]
  page: number
  hasMore: boolean
  tooMany: boolean
}

const PAGE = /^[1-9]\d{0,2}$/

const view = patientView<Shown>('contact-requests/list-contact-requests', {
  action: 'viewed-contact-requests',
  subject: () => 'patient',
})

/** `tooMany`: they wanted to send another one, and have as many open ones as they may. */
export function contactRequestsView(
  { hasMore, page, requests }: ListedRequests,
  now: Temporal.Instant,
  { tooMany }: { tooMany: boolean },
) {
  const shown = requests.map(each => ({ ...each, ...progressOf(each, now) }))
  return view({ requests: shown, page, hasMore, tooMany }, tooMany ? 409 : 200)
}

/** The requests of the patient to be contacted, latest first. */
export function listContactRequests({ clock, contactRequests }: Services): PatientPage {
  return {
    query: { page: PAGE },
    async show({ actor, query }) {
      const page = PAGE.test(String(query.page)) ? Number(query.page) : 1
      return contactRequestsView(await contactRequests.list(actor, page), clock.now(), { tooMany: false })
    },
  }
}
