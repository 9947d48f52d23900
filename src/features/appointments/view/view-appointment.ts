import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { reportView } from '../../wayfinder/wayfinder.ts'
import type { Appointment } from '../appointment.ts'
import type { MayChange } from '../may-change.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { type CalendarEvent, calendarEvent } from './calendar-event.ts'

const view = patientView<{
  appointment: Appointment
  calendarEvent: CalendarEvent
  upcoming: boolean
  cancel: MayChange
  reschedule: MayChange
}>('appointments/view-appointment', viewedAppointment)

export function viewAppointment({ appointments, baseUrl, clock, database, log }: Services): PatientPage {
  return {
    async show(request) {
      const { actor, params, session } = request
      const appointment = await appointments.find(actor, params.appointmentId)
      const { id, movedToId } = appointment
      const { jumpOff } = session
      const jumpedHere = jumpOff?.appointmentId === id
      // The link in an old letter or message still leads to the appointment it became.
      if (movedToId) {
        if (jumpedHere) jumpOff.appointmentId = movedToId
        return redirect(`/patient-portal/appointment/${movedToId}`)
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
      return view({
        appointment,
        calendarEvent: calendarEvent(appointment, baseUrl),
        upcoming: Temporal.Instant.compare(appointment.endsAt, clock.now()) > 0,
        cancel: appointments.mayChange(appointment, 'cancel'),
        reschedule: appointments.mayChange(appointment, 'reschedule'),
      })
    },
  }
}
