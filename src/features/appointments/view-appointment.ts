import type { Services } from '../../services.ts'
import type { Page } from '../../web/page.ts'

export function viewAppointment({ appointments }: Services): Page {
  return {
    async show(request, response) {
      const appointment = await appointments.find(request.actor, request.params.appointmentId)
      // The link in an old letter or message still leads to the appointment it became.
      if (appointment.movedToId)
        return response.redirect(303, `/patient-portal/appointment/${appointment.movedToId}`)
      response.render('appointments/view-appointment', {
        appointment,
        cancel: appointments.mayChange(appointment, 'cancel'),
        reschedule: appointments.mayChange(appointment, 'reschedule'),
      })
    },
  }
}
