import type { Services } from '../../../services.ts'
import type { Page } from '../../../web/page.ts'
import { changeable } from '../changeable.ts'
import { nextQuestion } from './reschedule-journey.ts'

/** The start of the journey: its first question, by how the trust takes the change. */
export function rescheduleAppointment(services: Services): Page {
  return {
    async show(request, response) {
      const changing = await changeable(services, request, response, 'reschedule')
      if (!changing) return
      const first = nextQuestion(changing.how, { appointmentId: changing.appointment.id })
      response.redirect(303, `${changing.address}/${first}`)
    },
  }
}
