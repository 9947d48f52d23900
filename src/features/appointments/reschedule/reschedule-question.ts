import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Changeable } from '../changeable.ts'
import { keepEntered } from '../keep-entered.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { findChangeableAtStep, nextQuestion, withAnswer } from './reschedule-journey.ts'

type Answered = 'days' | 'times' | 'datesToAvoid' | 'reason'

/** One question of a request to reschedule. `answer`: the name of the answer; `field`: its validation rule. */
export function rescheduleQuestion(
  services: Services,
  page: string,
  answer: Answered,
  field: z.ZodType,
): PatientPage {
  const view = patientView<Changeable & { given: unknown; saved?: boolean }>(
    `appointments/reschedule-${page}`,
    viewedAppointment,
  )
  const rules = z.strictObject({ [answer]: field })
  return {
    async show(request) {
      const changing = await findChangeableAtStep(services, request, page)
      if ('redirectTo' in changing) return changing
      const { answered, ...rest } = changing
      const entered = answered.unsent?.[answer]
      return view({ ...rest, given: entered ?? answered[answer], saved: entered !== undefined })
    },
    async submit(request) {
      const changing = await findChangeableAtStep(services, request, page)
      if ('redirectTo' in changing) return changing
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, { ...changing, given: request.body?.[answer] }), 400)
      const all = withAnswer(changing.answered, answers)
      await services.drafts.save(request.actor, draftOf('reschedule', changing.appointment.id), all)
      return redirect(`${changing.address}/${nextQuestion(changing.how, all)}`)
    },
    keep: keepEntered(services, 'reschedule', rules),
  }
}
