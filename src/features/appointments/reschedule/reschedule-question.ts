import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { saveSession } from '../../../web/session/session.ts'
import type { Changeable } from '../changeable.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import {
  answersFor,
  findChangeableAtStep,
  nextQuestion,
  type RescheduleAnswers,
} from './reschedule-journey.ts'

type Answered = 'days' | 'times' | 'datesToAvoid' | 'reason'

/** One question of a request to reschedule. `answer`: the session field of the answer; `field`: its validation rule. */
export function rescheduleQuestion(
  services: Services,
  page: string,
  answer: Answered,
  field: z.ZodType,
): PatientPage {
  const view = patientView<Changeable & { given: unknown }>(
    `appointments/reschedule-${page}`,
    viewedAppointment,
  )
  const rules = z.strictObject({ [answer]: field })
  return {
    async show(request) {
      const changing = await findChangeableAtStep(services, request, page)
      if ('redirectTo' in changing) return changing
      const answers = answersFor(request, changing.appointment.id)
      return view({ ...changing, given: answers[answer] })
    },
    async submit(request) {
      const changing = await findChangeableAtStep(services, request, page)
      if ('redirectTo' in changing) return changing
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, { ...changing, given: request.body?.[answer] }), 400)
      const all = { ...answersFor(request, changing.appointment.id), ...answers } as RescheduleAnswers
      request.session.rescheduling = all
      await saveSession(request)
      return redirect(`${changing.address}/${nextQuestion(changing.how, all)}`)
    },
  }
}
