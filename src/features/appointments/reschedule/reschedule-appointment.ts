import type { Services } from '../../../services.ts'
import { redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { findChangeable } from '../changeable.ts'
import { nextQuestion } from './reschedule-journey.ts'

/** Redirects to the first question, which depends on whether the trust moves appointments at once or takes requests. */
export function rescheduleAppointment(services: Services): PatientPage {
  return {
    async show(request) {
      const changing = await findChangeable(services, request, 'reschedule')
      if ('redirectTo' in changing) return changing
      const first = nextQuestion(changing.how, {})
      return redirect(`${changing.address}/${first}`)
    },
  }
}
