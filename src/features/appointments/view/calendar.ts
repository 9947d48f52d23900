import { auditAccess } from '../../../audit/audit.ts'
import type { Services } from '../../../services.ts'
import type { Page } from '../../../web/page.ts'
import { sendFile } from '../../../web/send-file.ts'
import { calendarEvent, calendarFile } from './calendar-event.ts'

/** The file that adds an appointment to a calendar, or changes what was added. */
export function calendar({ appointments, baseUrl, clock, database }: Services): Page {
  return {
    async show(request, response) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      if (appointment.movedToId)
        return response.redirect(303, `/patient-portal/appointment/${appointment.movedToId}/calendar`)
      const file = calendarFile(calendarEvent(appointment, baseUrl), {
        ...(await appointments.inCalendars(request.actor, appointment)),
        cancelled: appointment.status === 'cancelled',
        host: new URL(baseUrl).hostname,
        now: clock.now(),
      })
      // Written down here, because no page is rendered.
      await auditAccess(database, request.actor, 'viewed-appointment', appointment, clock.now())
      sendFile(response, 'appointment.ics', file)
    },
  }
}
