import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { addressOf } from '../changeable.ts'
import { seenField, seenText } from '../seen.ts'
import { rescheduleFields } from './reschedule-answers.ts'
import { answersAbout, asked } from './reschedule-journey.ts'

const rules = z.strictObject({ ...rescheduleFields, seen: seenField })

/** Check what will be asked of the booking team. */
export function checkRequest(services: Services): Page {
  return {
    async show(request, response) {
      const changing = await asked(services, request, response, 'check-request')
      if (!changing) return
      const answers = answersAbout(request, changing.appointment.id)
      response.render('appointments/check-request', {
        ...changing,
        answers,
        seen: seenText(changing.appointment),
      })
    },
    async submit(request, response) {
      const { seen, ...answers } = readOwnForm(rules, request.body)
      const { id } = await services.appointments.find(request.actor, request.params.appointmentId)
      await services.changeRequests.askToMove(request.actor, { id, seen }, answers)
      delete request.session.rescheduling
      response.redirect(303, `${addressOf(id, 'reschedule')}/received`)
    },
  }
}
