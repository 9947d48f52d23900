import type { Services } from '../../../services.ts'
import type { Page } from '../../../web/page.ts'
import { hasEnded } from '../changeable.ts'

/** Cancelled, or asked for, and what happens next. */
export function cancellationReceived({ appointments }: Services): Page {
  return {
    async show(request, response) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      if (!hasEnded(appointment, 'cancel'))
        return response.redirect(303, `/patient-portal/appointment/${appointment.id}`)
      response.render('appointments/cancellation-received', { appointment })
    },
  }
}
