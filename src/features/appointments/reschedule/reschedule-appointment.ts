import type { Services } from '../../../services.ts'
import { redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { changeable } from '../changeable.ts'
import { nextQuestion } from './reschedule-journey.ts'

/** The start of the journey: its first question, by how the trust takes the change. */
export function rescheduleAppointment(services: Services): PatientPage {
  return {
    async show(request) {
      const changing = await changeable(services, request, 'reschedule')
      if ('redirectTo' in changing) return changing
      const first = nextQuestion(changing.how, { appointmentId: changing.appointment.id })
      return redirect(`${changing.address}/${first}`)
    },
  }
}
