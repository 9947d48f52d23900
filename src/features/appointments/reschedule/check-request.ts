import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { addressOf, type Changeable } from '../changeable.ts'
import { seenField, seenText } from '../seen.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { rescheduleFields } from './reschedule-answers.ts'
import { findChangeableAtStep, type RescheduleAnswers } from './reschedule-journey.ts'

const rules = z.strictObject({ ...rescheduleFields, seen: seenField })

const view = patientView<Changeable & { answers: RescheduleAnswers; seen: string }>(
  'appointments/check-request',
  viewedAppointment,
)

/** Shows the answers before the request is sent to the booking team. */
export function checkRequest(services: Services): PatientPage {
  return {
    async show(request) {
      const changing = await findChangeableAtStep(services, request, 'check-request')
      if ('redirectTo' in changing) return changing
      const { answered: answers, ...rest } = changing
      return view({ ...rest, answers, seen: seenText(changing.appointment) })
    },
    async submit(request) {
      const { seen, ...answers } = readOwnForm(rules, request.body)
      const { id } = await services.appointments.find(request.actor, request.params.appointmentId)
      await services.changeRequests.requestReschedule(request.actor, { id, seen }, answers)
      await services.drafts.remove(request.actor, draftOf('reschedule', id))
      return redirect(`${addressOf(id, 'reschedule')}/received`)
    },
  }
}
