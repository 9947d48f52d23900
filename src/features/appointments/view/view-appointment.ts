import type { Services } from '../../../services.ts'
import { isOnNhsAppPhone, stillOpenedByNhsApp } from '../../../web/nhs-app.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Feature, Related } from '../../feature.ts'
import { reportJumpOff, reportView } from '../../wayfinder/wayfinder.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { type CalendarEvent, calendarEvent } from './calendar-event.ts'
import { type ShownAppointment, shownAppointment } from './shown-appointment.ts'

const view = patientView<
  ShownAppointment & {
    /** Only on a phone in the NHS App, which adds it to the calendar itself. */
    calendarEvent: CalendarEvent | undefined
    /** What other features have about it, such as letters. */
    related: Related[]
  }
>('appointments/view-appointment', viewedAppointment)

export function viewAppointment(services: Services, features: readonly Feature[]): PatientPage {
  const { appointments, baseUrl, clock, patientRequests } = services
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
        await reportJumpOff(services, request, id, { what: 'appointment', report: reportView })
      const latest = appointment.request ? undefined : await patientRequests.latest(actor, id)
      const now = clock.now()
      const related: Related[] = []
      for (const feature of features)
        related.push(...((await feature.aboutAppointment?.(services, actor, id)) ?? []))
      return view({
        ...shownAppointment(appointment, latest, now),
        calendarEvent: isOnNhsAppPhone(response) ? calendarEvent(appointment, { baseUrl, now }) : undefined,
        related,
      })
    },
  }
}
