import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment, ChangeKind } from '../appointment.ts'
import { viewedAppointment } from '../viewed-appointment.ts'

const view = patientView<{ appointment: Appointment; kind: ChangeKind }>(
  'appointments/request-withdrawn',
  viewedAppointment,
)

/** Confirms that the request is withdrawn, and says what the patient has now. */
export function requestWithdrawn({ appointments, patientRequests }: Services): PatientPage {
  return {
    async show({ actor, params }) {
      const appointment = await appointments.find(actor, params.appointmentId)
      const latest = await patientRequests.latest(actor, appointment.id)
      if (appointment.request || latest?.status !== 'withdrawn')
        return redirect(`/patient-portal/appointment/${appointment.id}`)
      return view({ appointment, kind: latest.kind })
    },
  }
}
