import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { oneOf, readForm, showFaults } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { saveSession } from '../../../web/session/session.ts'
import { type Changeable, changeable } from '../changeable.ts'

export const CANCEL_REASONS = [
  'no-longer-needed',
  'private-care',
  'cannot-attend',
  'no-transport',
  'other',
] as const

const rules = z.strictObject({ reason: oneOf(CANCEL_REASONS, 'Select why you are cancelling') })

declare module 'express-session' {
  interface SessionData {
    /** Why the patient is cancelling, while they are asked to confirm it. */
    cancelling?: { appointmentId: string; reason: (typeof CANCEL_REASONS)[number] }
  }
}

/** Why are you cancelling? */
export function cancelAppointment(services: Services): Page {
  return {
    async show(request, response) {
      const changing = await changeable(services, request, response, 'cancel')
      if (!changing) return
      const { cancelling } = request.session
      const reason = cancelling?.appointmentId === changing.appointment.id ? cancelling.reason : undefined
      response.render('appointments/cancel-appointment', {
        ...changing,
        reason,
        reschedule: instead(changing),
      })
    },
    async submit(request, response) {
      const changing = await changeable(services, request, response, 'cancel')
      if (!changing) return
      const { answers, faults } = readForm(rules, request.body)
      if (faults)
        return showFaults(response, 'appointments/cancel-appointment', faults, {
          ...changing,
          reschedule: instead(changing),
        })
      request.session.cancelling = { appointmentId: changing.appointment.id, reason: answers.reason }
      await saveSession(request)
      response.redirect(303, `${changing.address}/confirm`)
    },
  }

  /** How they could have another time instead, if they could. */
  function instead({ appointment }: Changeable) {
    return services.appointments.mayChange(appointment, 'reschedule').how
  }
}
