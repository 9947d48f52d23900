import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { oneOf, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { WAYS_TO_TELL } from '../request-work.ts'
import { makeStep } from './not-done.ts'
import {
  backToRequest,
  type OpenedRequest,
  openedRequest,
  openRequest,
  requestQuery,
  seenFields,
  seenOf,
} from './opened-request.ts'

const rules = z.strictObject({ ...seenFields, how: oneOf(WAYS_TO_TELL, 'Select how you told the patient') })

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
    async submit(request) {
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, await openRequest(services, request)), 400)
      const tell = () => services.requestWork.tell(request.actor, seenOf(request, answers), answers.how)
      return makeStep(services, request, tell)
    },
  }
}
