import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import {
  aboutFields,
  addressField,
  answersAt,
  CONTACT_ME,
  contactDraft,
  howFields,
  whenFields,
} from '../contact-answers.ts'
import { contactPlaces, placeChosen } from '../contact-places.ts'
import type { Asked } from '../contact-request.ts'
import { TooManyOpen } from '../refusals.ts'
import { contactRequestsView } from './list-contact-requests.ts'
import { CONTACT_REQUESTS } from './opened-contact-request.ts'

/** `key`: made for each view of the page, so that the same form makes one request. */
const rules = z.strictObject({
  place: z.string().max(36),
  ...aboutFields,
  ...howFields,
  to: z.string().max(1000),
  suits: whenFields.suits.optional(),
  key: z.guid(),
})

interface Shown {
  asked: Asked
  appointment: Appointment | undefined
  trustName: string
  hidden: Readonly<Record<string, string>>
}

const view = patientView<Shown>('contact-requests/check-contact-request', {
  action: 'viewed-contact-request',
  subject: () => 'patient',
})

/** Shows the answers before the request is sent. */
export function checkContactRequest(services: Services): PatientPage {
  const { clock, contactRequests, drafts } = services
  return {
    async show({ actor }) {
      const answers = await answersAt(services, actor, '/check')
      if ('redirectTo' in answers) return answers
      const { about, how, place = '', suits, to = '', words = '' } = answers
      const chosen = placeChosen(await contactPlaces(services, actor, place), place)
      // The hospital may have taken the appointment off the patient's list since.
      if (!chosen || !about || !how) return redirect(CONTACT_ME)
      const { appointment, trustName } = chosen
      const asked = { about, words, answerBy: how, answerTo: to, suits: suits ?? null }
      const hidden = { place, about, words, how, to, ...(suits && { suits }), key: randomUUID() }
      return view({ asked, appointment, trustName, hidden })
    },
    async submit({ actor, body }) {
      const { about, how, key, place, suits, to, words } = readOwnForm(rules, body)
      const address = addressField(how).safeParse(to)
      const chosen = placeChosen(await contactPlaces(services, actor, place), place)
      if (!address.success || !chosen) throw new BadRequest()
      const { appointmentId, trustOdsCode } = chosen
      const asked = { about, words, answerBy: how, answerTo: address.data, suits: suits ?? null }
      try {
        const id = await contactRequests.ask(actor, key, { appointmentId, trustOdsCode }, asked)
        await drafts.remove(actor, contactDraft)
        return redirect(`${CONTACT_REQUESTS}/${id}/received`)
      } catch (error) {
        if (!(error instanceof TooManyOpen)) throw error
        return contactRequestsView(await contactRequests.list(actor), clock.now(), { tooMany: true })
      }
    },
  }
}
