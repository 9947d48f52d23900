import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { StaffPage } from '../../../web/page.ts'
import { chooseTime, type Offer, submitTime } from './choose-time.ts'
import { openPatient } from './opened-patient.ts'

/** Books a first appointment at a clinic for a patient who phones: one of its free times, and then the check. */
export function bookAppointment(services: Services): StaffPage {
  const { patientBookings } = services
  return {
    permission: 'change-bookings',
    show: async request => chooseTime(await offer(request), undefined),
    submit: submitTime(services, offer, ({ actor, params }, formId, chosen, told) => {
      const booking = { patientId: String(params.patientId), clinicId: String(params.clinicId), formId }
      return patientBookings.book(actor, booking, chosen, told)
    }),
  }

  async function offer(request: Request): Promise<Offer> {
    const opened = await openPatient(services, request)
    const { actor, params } = request
    const { clinic, times } = await patientBookings.timesAt(actor, opened.patient.id, params.clinicId)
    const action = `${opened.address}/book/${clinic.id}`
    // The id of the form, with which it books once.
    return { ...opened, times, type: clinic.name, action, hidden: { seen: randomUUID() } }
  }
}
