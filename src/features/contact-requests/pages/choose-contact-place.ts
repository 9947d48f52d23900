import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { GUID } from '../../../shared/guid.ts'
import { enteredIn, type FormFault, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import {
  type ContactAnswers,
  contactDraft,
  keepContactAnswers,
  nextContactPage,
  withAnswers,
} from '../contact-answers.ts'
import { type ContactPlaces, contactPlaces, placeChosen } from '../contact-places.ts'
import { contactRequestsView } from './list-contact-requests.ts'

const MISSING = 'Select what it is about'

const rules = z.strictObject({ place: z.string({ error: MISSING }).max(36, MISSING) })

type Shown = ContactPlaces & { chosen: unknown; saved?: boolean }

const view = patientView<Shown>('contact-requests/choose-contact-place', {
  action: 'viewed-appointments',
  subject: () => 'patient',
})

/** Asks which appointment or hospital it is about. A link from an appointment names it, so that it is chosen already. */
export function chooseContactPlace(services: Services): PatientPage {
  const { clock, contactRequests, drafts } = services
  return {
    query: { appointment: GUID },
    async show(request) {
      if (!(await contactRequests.mayAskMore(request.actor)))
        return contactRequestsView(await contactRequests.list(request.actor), clock.now(), { tooMany: true })
      const { place, unsent } = await drafts.find<ContactAnswers>(request.actor, contactDraft)
      const chosen = unsent?.place || linkedIn(request) || place
      return view({ ...(await placesFor(request)), chosen, saved: Boolean(unsent?.place) })
    },
    async submit(request) {
      const places = await placesFor(request)
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return again(places, faults)
      if (!placeChosen(places, answers.place)) return again(places, [{ text: MISSING, href: '#place' }])
      const before = await drafts.find<ContactAnswers>(request.actor, contactDraft)
      const all = withAnswers(before, answers)
      await drafts.save(request.actor, contactDraft, all)
      return redirect(nextContactPage(all))
    },
    keep: keepContactAnswers(services, ({ body }) => enteredIn(rules, body)),
  }

  function placesFor(request: Request) {
    return contactPlaces(services, request.actor, linkedIn(request))
  }
}

function again(places: ContactPlaces, faults: FormFault[]) {
  return view(withFaults(faults, { ...places, chosen: undefined }), 400)
}

function linkedIn({ query }: Request): string | undefined {
  const { appointment } = query
  return typeof appointment === 'string' && GUID.test(appointment) ? appointment : undefined
}
