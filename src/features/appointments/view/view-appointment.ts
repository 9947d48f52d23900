import type { Services } from '../../../services.ts'
import { isOnNhsAppPhone, stillOpenedByNhsApp } from '../../../web/nhs-app.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { reportView } from '../../wayfinder/wayfinder.ts'
import type { Appointment } from '../appointment.ts'
import type { MayChange } from '../may-change.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { type Part, sentence, titleSentence } from '../words/sentence.ts'
import { type CalendarEvent, calendarEvent } from './calendar-event.ts'
import { type RequestProgress, requestProgress } from './request-progress.ts'

const view = patientView<{
  appointment: Appointment
  /** Only on a phone in the NHS App, which adds it to the calendar itself. */
  calendarEvent: CalendarEvent | undefined
  sentence: Part[]
  /** Its beginning, which stays true while the page is kept in a tab or a history. */
  titleSentence: Part[]
  upcoming: boolean
  progress: RequestProgress | undefined
  cancel: MayChange
  reschedule: MayChange
}>('appointments/view-appointment', viewedAppointment)

export function viewAppointment(services: Services): PatientPage {
  const { appointments, baseUrl, clock, database, log, patientRequests } = services
  return {
    async show(request, response) {
      const { actor, params, session } = request
      const appointment = await appointments.find(actor, params.appointmentId)
      const { id, movedToId } = appointment
      const { jumpOff } = session
      const arrivedByLink = jumpOff?.appointmentId === id
      // A link in an old letter or message must lead to the current appointment.
      if (movedToId) {
        if (arrivedByLink) jumpOff.appointmentId = movedToId
        const current = `/patient-portal/appointment/${movedToId}`
        return redirect(stillOpenedByNhsApp(current, response))
      }
      if (arrivedByLink)
        await reportView(database, actor, id, jumpOff, clock.now()).then(
          () => delete session.jumpOff,
          // The page is shown all the same, and the view is reported at the next visit.
          error =>
            log.error(
              { reference: request.reference, kind: 'appointment-viewed', error },
              'appointment view not reported',
            ),
        )
      const latest = appointment.request ? undefined : await patientRequests.latest(actor, id)
      const now = clock.now()
      return view({
        appointment,
        calendarEvent: isOnNhsAppPhone(response) ? calendarEvent(appointment, { baseUrl, now }) : undefined,
        sentence: sentence(appointment, now),
        titleSentence: titleSentence(appointment, now),
        progress: requestProgress(appointment, latest, now),
        upcoming: Temporal.Instant.compare(appointment.endsAt, now) > 0,
        cancel: appointments.mayChange(appointment, 'cancel'),
        reschedule: appointments.mayChange(appointment, 'reschedule'),
      })
    },
  }
}
