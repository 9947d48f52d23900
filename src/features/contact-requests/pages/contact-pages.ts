import type { Services } from '../../../services.ts'
import type { PageTable, PatientPage } from '../../../web/page.ts'
import { aboutFields, addressField, howFields, whenFields } from '../contact-answers.ts'
import { checkContactRequest } from './check-contact-request.ts'
import { chooseContactPlace } from './choose-contact-place.ts'
import { contactQuestion } from './contact-question.ts'
import { contactRequestReceived } from './contact-request-received.ts'
import { listContactRequests } from './list-contact-requests.ts'
import { viewContactRequest } from './view-contact-request.ts'
import { withdrawContactRequest } from './withdraw-contact-request.ts'

export function contactPages(services: Services): PageTable<PatientPage> {
  return {
    '/contact-me': chooseContactPlace(services),
    '/contact-me/about': contactQuestion(services, {
      page: '/about',
      template: 'contact-requests/contact-about',
      fields: () => aboutFields,
    }),
    '/contact-me/how': contactQuestion(services, {
      page: '/how',
      template: 'contact-requests/contact-how',
      fields: () => howFields,
    }),
    '/contact-me/to': contactQuestion(services, {
      page: '/to',
      template: 'contact-requests/contact-to',
      fields: ({ how }) => ({ to: addressField(how) }),
    }),
    '/contact-me/when': contactQuestion(services, {
      page: '/when',
      template: 'contact-requests/contact-when',
      fields: () => whenFields,
    }),
    '/contact-me/check': checkContactRequest(services),
    '/contact-requests': listContactRequests(services),
    '/contact-requests/:contactRequestId': viewContactRequest(services),
    '/contact-requests/:contactRequestId/received': contactRequestReceived(services),
    '/contact-requests/:contactRequestId/withdraw': withdrawContactRequest(services),
  }
}
