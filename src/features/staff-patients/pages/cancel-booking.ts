import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type FormFault, oneOf, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { CANCEL_REASONS, seenField } from '../../appointments/appointments.ts'
import { makeChange } from './not-changed.ts'
import { type OpenedBooking, openBooking, seenOf, whereElse } from './opened-booking.ts'
import { openedPatient } from './opened-patient.ts'
import { toldField } from './told-field.ts'

const rules = z.strictObject({
  seen: seenField,
  reason: oneOf(CANCEL_REASONS, 'Select why the patient wants to cancel'),
  told: toldField,
})

type Shown = OpenedBooking & { chosen: unknown; told: unknown; moreTime?: boolean; faults?: FormFault[] }

const view = patientView<Shown>('staff-patients/cancel-booking', openedPatient)

/** Cancels an appointment for a patient who phones. */
export function cancelBooking(services: Services): StaffPage {
  return {
    permission: 'change-bookings',
    async show(request) {
      const opened = await openBooking(services, request, 'cancel')
      return (
        whereElse(opened, services.clock.now()) ??
        view(withFaults(undefined, { ...opened, chosen: '', told: '' }))
      )
    },
    async submit(request) {
      if (wantsToSave(request.body)) return view({ ...(await asEntered(request)), moreTime: true })
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, await asEntered(request)), 400)
      const { reason, seen, told } = answers
      return makeChange(services, request, () =>
        services.patientBookings.cancel(request.actor, seenOf(request, seen), reason, told),
      )
    },
  }

  async function asEntered(request: Request): Promise<Shown> {
    const { reason, told } = Object(request.body)
    return { ...(await openBooking(services, request, 'cancel')), chosen: reason, told }
  }
}
