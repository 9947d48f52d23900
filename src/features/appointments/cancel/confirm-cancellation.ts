import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { addressOf, changeable } from '../changeable.ts'
import { seenField, seenText } from '../seen.ts'
import { CANCEL_REASONS } from './cancel-appointment.ts'

const rules = z.strictObject({ reason: z.enum(CANCEL_REASONS), seen: seenField })

/**
 * Are you sure? What it means. The form holds all it decides, so that sending it again, from another tab or after
 * the session's answers have gone, comes to the same.
 */
export function confirmCancellation(services: Services): Page {
  return {
    async show(request, response) {
      const changing = await changeable(services, request, response, 'cancel')
      if (!changing) return
      const { cancelling } = request.session
      if (cancelling?.appointmentId !== changing.appointment.id)
        return response.redirect(303, changing.address)
      const seen = seenText(changing.appointment)
      response.render('appointments/confirm-cancellation', { ...changing, reason: cancelling.reason, seen })
    },
    async submit(request, response) {
      const { reason, seen } = readOwnForm(rules, request.body)
      const { id } = await services.appointments.find(request.actor, request.params.appointmentId)
      await services.changeRequests.cancel(request.actor, { id, seen }, reason)
      delete request.session.cancelling
      response.redirect(303, `${addressOf(id, 'cancel')}/received`)
    },
  }
}
