import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../appointment.ts'
import { hasEnded } from '../changeable.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { type Part, titleSentence } from '../words/sentence.ts'

const view = patientView<{ appointment: Appointment; sentence: Part[] }>(
  'appointments/cancellation-received',
  viewedAppointment,
)

/** Confirms the cancellation or the request for it, and says what happens next. */
export function cancellationReceived({ appointments, clock }: Services): PatientPage {
  return {
    async show(request) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      if (!hasEnded(appointment, 'cancel')) return redirect(`/patient-portal/appointment/${appointment.id}`)
      return view({ appointment, sentence: titleSentence(appointment, clock.now()) })
    },
  }
}
