import type { Services } from '../../../services.ts'
import { patientFile, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../appointment.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { calendarEvent, calendarFile } from './calendar-event.ts'

const file = patientFile<{ appointment: Appointment }>('appointment.ics', viewedAppointment)

/** The file that adds an appointment to a calendar, or updates the entry. */
export function calendar({ appointments, baseUrl, clock }: Services): PatientPage {
  return {
    async show(request) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      if (appointment.movedToId)
        return redirect(`/patient-portal/appointment/${appointment.movedToId}/calendar`)
      const now = clock.now()
      const text = calendarFile(calendarEvent(appointment, { baseUrl, now }), {
        ...(await appointments.calendarIdentity(request.actor, appointment)),
        cancelled: appointment.status === 'cancelled',
        host: new URL(baseUrl).hostname,
        now,
      })
      return file({ appointment }, text)
    },
  }
}
