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

/** Moved, or asked for, and what happens next. */
export function rescheduleReceived({ appointments }: Services): PatientPage {
  return {
    async show(request) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      const { movedToId, status } = appointment
      const cancelledMeanwhile = status === 'cancelled' && !movedToId
      if (!hasEnded(appointment, 'reschedule') || cancelledMeanwhile)
        return redirect(`/patient-portal/appointment/${appointment.id}`)
      const moved = movedToId ? await appointments.find(request.actor, movedToId) : undefined
      // Changed again since: this page would promise a time that is no longer theirs.
      if (moved && moved.status !== 'booked') return redirect(`/patient-portal/appointment/${moved.id}`)
      return view({ appointment: moved ?? appointment, old: appointment, moved: Boolean(moved) })
    },
  }
}
