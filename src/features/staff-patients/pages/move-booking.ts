import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import type { StaffPage } from '../../../web/page.ts'
import { seenField } from '../../appointments/appointments.ts'
import { chooseTime, type Offer, submitTime } from './choose-time.ts'
import { type OpenedBooking, openBooking, seenOf, whereElse } from './opened-booking.ts'

/** Moves an appointment for a patient who phones: one of the clinic's free times, and then the check. */
export function moveBooking(services: Services): StaffPage {
  const { clock, patientBookings } = services
  return {
    permission: 'change-bookings',
    async show(request) {
      const opened = await openBooking(services, request, 'move')
      return whereElse(opened, clock.now()) ?? chooseTime(await offer(request, opened), undefined)
    },
    submit: submitTime(
      services,
      async request => offer(request, await openBooking(services, request, 'move')),
      (request, text, chosen, told) => {
        const { data: seen } = seenField.safeParse(text)
        if (!seen) throw new BadRequest()
        return patientBookings.move(request.actor, seenOf(request, seen), chosen, told)
      },
    ),
  }

  async function offer({ actor }: Request, opened: OpenedBooking): Promise<Offer> {
    const { appointment, patient } = opened
    const times = await patientBookings.timesToMove(actor, patient.id, appointment)
    return { ...opened, times, type: appointment.titleWords.heading }
  }
}
