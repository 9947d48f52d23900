import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readForm, showFaults } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { saveSession } from '../../../web/session/session.ts'
import { answersAbout, asked, nextQuestion, type RescheduleAnswers } from './reschedule-journey.ts'

type Answered = 'days' | 'times' | 'datesToAvoid' | 'reason'

/** One question of a request to reschedule: its page, the answer it is kept as, and the answer's rule. */
export function rescheduleQuestion(
  services: Services,
  page: string,
  answer: Answered,
  field: z.ZodType,
): Page {
  const template = `appointments/reschedule-${page}`
  const rules = z.strictObject({ [answer]: field })
  return {
    async show(request, response) {
      const changing = await asked(services, request, response, page)
      if (!changing) return
      const answers = answersAbout(request, changing.appointment.id)
      response.render(template, { ...changing, given: answers[answer] })
    },
    async submit(request, response) {
      const changing = await asked(services, request, response, page)
      if (!changing) return
      const { answers, faults } = readForm(rules, request.body)
      if (faults)
        return showFaults(response, template, faults, { ...changing, given: request.body?.[answer] })
      const all = { ...answersAbout(request, changing.appointment.id), ...answers } as RescheduleAnswers
      request.session.rescheduling = all
      await saveSession(request)
      response.redirect(303, `${changing.address}/${nextQuestion(changing.how, all)}`)
    },
  }
}
