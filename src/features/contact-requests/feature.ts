import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { Feature, ToDo } from '../feature.ts'
import { contactDraft } from './contact-answers.ts'
import { contactRequestRetention } from './contact-request-store.ts'
import { contactPages } from './pages/contact-pages.ts'

/** For the home page: a request that the patient has begun and not sent. */
async function unfinishedRequest(
  _services: Services,
  _actor: Actor,
  begun: readonly Draft[],
): Promise<ToDo[]> {
  return begun.some(({ journey }) => journey === contactDraft.journey)
    ? [{ text: 'You were asking us to contact you. Carry on or start again', to: '/contact-me' }]
    : []
}

export const contactRequests: Feature = {
  name: 'contact-requests',
  switchable: false,
  patientPages: contactPages,
  navigation: { text: 'Contact requests', to: '/contact-requests', name: 'contact-requests' },
  toDo: unfinishedRequest,
  // No handler needs this event yet.
  events: { 'contact-requested': [] },
  retention: [contactRequestRetention],
}
