import type { Services } from '../../../services.ts'
import type { Page } from '../../../web/page.ts'
import { hasEnded } from '../changeable.ts'

/** Moved, or asked for, and what happens next. */
export function rescheduleReceived({ appointments }: Services): Page {
  return {
    async show(request, response) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      const { movedToId, status } = appointment
      const cancelledMeanwhile = status === 'cancelled' && !movedToId
      if (!hasEnded(appointment, 'reschedule') || cancelledMeanwhile)
        return response.redirect(303, `/patient-portal/appointment/${appointment.id}`)
      const moved = movedToId ? await appointments.find(request.actor, movedToId) : undefined
      // Changed again since: this page would promise a time that is no longer theirs.
      if (moved && moved.status !== 'booked')
        return response.redirect(303, `/patient-portal/appointment/${moved.id}`)
      response.render('appointments/reschedule-received', {
        appointment: moved ?? appointment,
        old: appointment,
        moved: Boolean(moved),
      })
    },
  }
}
