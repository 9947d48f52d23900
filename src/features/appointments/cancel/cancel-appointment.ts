import { z } from 'zod'
import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import { type Entered, oneOf, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { type Changeable, findChangeable } from '../changeable.ts'
import { keepEntered } from '../keep-entered.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { CANCEL_REASONS } from './cancel-reasons.ts'

type CancelReason = (typeof CANCEL_REASONS)[number]

const rules = z.strictObject({ reason: oneOf(CANCEL_REASONS, 'Select why you want to cancel') })

interface CancelAnswers {
  reason: CancelReason
}

interface Shown {
  reason?: Entered[string] | undefined
  /** The reason was entered and not sent. */
  saved?: boolean
  reschedule: 'at-once' | 'request' | undefined
}

const view = patientView<Changeable & Shown>('appointments/cancel-appointment', viewedAppointment)

/** The reason for cancelling, until the patient confirms. */
export function findCancelAnswers(
  { drafts }: Services,
  actor: Actor,
  appointmentId: string,
): Promise<Partial<CancelAnswers> & { unsent?: Entered | undefined }> {
  return drafts.find<CancelAnswers>(actor, draftOf('cancel', appointmentId))
}

/** Asks why the patient is cancelling. */
export function cancelAppointment(services: Services): PatientPage {
  return {
    async show(request) {
      const changing = await findChangeable(services, request, 'cancel')
      if ('redirectTo' in changing) return changing
      const { reason, unsent } = await findCancelAnswers(services, request.actor, changing.appointment.id)
      return view({
        ...changing,
        reason: unsent?.reason ?? reason,
        saved: unsent !== undefined,
        reschedule: howToReschedule(changing),
      })
    },
    async submit(request) {
      const changing = await findChangeable(services, request, 'cancel')
      if ('redirectTo' in changing) return changing
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, { ...changing, reschedule: howToReschedule(changing) }), 400)
      await services.drafts.save(request.actor, draftOf('cancel', changing.appointment.id), answers)
      return redirect(`${changing.address}/confirm`)
    },
    keep: keepEntered(services, 'cancel', rules),
  }

  /** How the patient could reschedule instead; undefined if they cannot do so online. */
  function howToReschedule({ appointment }: Changeable) {
    return services.appointments.mayChange(appointment, 'reschedule').how
  }
}
