import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { addressOf, type Changeable, findChangeable } from '../changeable.ts'
import { seenField, seenText } from '../seen.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { findCancelAnswers } from './cancel-appointment.ts'
import { CANCEL_REASONS } from './cancel-reasons.ts'

const rules = z.strictObject({ reason: z.enum(CANCEL_REASONS), seen: seenField })

const view = patientView<Changeable & { reason: string; seen: string }>(
  'appointments/confirm-cancellation',
  viewedAppointment,
)

/**
 * Asks the patient to confirm, and explains the consequences. The form holds all values, so that sending it again from
 * another tab, or after the answers have been removed, has the same result.
 */
export function confirmCancellation(services: Services): PatientPage {
  return {
    async show(request) {
      const changing = await findChangeable(services, request, 'cancel')
      if ('redirectTo' in changing) return changing
      const { reason } = await findCancelAnswers(services, request.actor, changing.appointment.id)
      if (!reason) return redirect(changing.address)
      return view({ ...changing, reason, seen: seenText(changing.appointment) })
    },
    async submit(request) {
      const { reason, seen } = readOwnForm(rules, request.body)
      const { id } = await services.appointments.find(request.actor, request.params.appointmentId)
      await services.changeRequests.cancel(request.actor, { id, seen }, reason)
      await services.drafts.remove(request.actor, draftOf('cancel', id))
      return redirect(`${addressOf(id, 'cancel')}/received`)
    },
  }
}
