import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../appointment.ts'
import { hasEnded } from '../changeable.ts'
import { viewedAppointment } from '../viewed-appointment.ts'

const view = patientView<{ appointment: Appointment; old: Appointment; moved: boolean }>(
  'appointments/reschedule-received',
  viewedAppointment,
)

/** Confirms the move or the request for it, and says what happens next. */
export function rescheduleReceived({ appointments }: Services): PatientPage {
  return {
    async show(request) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      const { movedToId, status } = appointment
      const isCancelled = status === 'cancelled' && !movedToId
      if (!hasEnded(appointment, 'reschedule') || isCancelled)
        return redirect(`/patient-portal/appointment/${appointment.id}`)
      const moved = movedToId ? await appointments.find(request.actor, movedToId) : undefined
      // The appointment has changed again since, so this page would confirm a time the patient no longer has.
      if (moved && moved.status !== 'booked') return redirect(`/patient-portal/appointment/${moved.id}`)
      return view({ appointment: moved ?? appointment, old: appointment, moved: Boolean(moved) })
    },
  }
}
