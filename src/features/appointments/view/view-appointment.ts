import type { Services } from '../../../services.ts'
import type { Page } from '../../../web/page.ts'
import { reportView } from '../../wayfinder/wayfinder.ts'
import { calendarEvent } from './calendar-event.ts'

export function viewAppointment({ appointments, baseUrl, clock, database, log }: Services): Page {
  return {
    async show(request, response) {
      const { actor, params, session } = request
      const appointment = await appointments.find(actor, params.appointmentId)
      const { id, movedToId } = appointment
      const { jumpOff } = session
      const jumpedHere = jumpOff?.appointmentId === id
      // The link in an old letter or message still leads to the appointment it became.
      if (movedToId) {
        if (jumpedHere) jumpOff.appointmentId = movedToId
        return response.redirect(303, `/patient-portal/appointment/${movedToId}`)
      }
      if (jumpedHere)
        await reportView(database, actor, id, jumpOff, clock.now()).then(
          () => delete session.jumpOff,
          // The patient is shown it all the same, and it is reported when they look again.
          error =>
            log.error(
              { reference: request.reference, kind: 'appointment-viewed', error },
              'view not reported',
            ),
        )
      response.render('appointments/view-appointment', {
        appointment,
        calendarEvent: calendarEvent(appointment, baseUrl),
        upcoming: Temporal.Instant.compare(appointment.endsAt, clock.now()) > 0,
        cancel: appointments.mayChange(appointment, 'cancel'),
        reschedule: appointments.mayChange(appointment, 'reschedule'),
      })
    },
  }
}
