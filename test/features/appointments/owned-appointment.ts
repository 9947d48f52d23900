import { anAppointment } from '../../support/builders.ts'
import type { Owned } from '../../support/routes/fixture.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  anAppointmentOf,
  aRequest,
  byRequest,
  freeSlot,
  someone,
} from './support.ts'

const CANCELLED = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: '2026-06-14T08:00:00.000' }

/** How the tests of every route make appointments for the `appointmentId` in an address. */
export const ownedAppointment: Owned = {
  async notForPatient(portal, patientId) {
    const requested = await someone(portal, { trust: { cancel_how: 'request' } })
    await aRequest(portal.database, requested.id, 'cancel')
    const past = await someone(portal, { in: { days: -7 }, appointment: { status: 'fulfilled' } })
    const cancelled = await someone(portal, { appointment: { ...CANCELLED, slot_id: null } })
    const hidden = await anAppointmentOf(portal, patientId, { appointment: { hidden: true } })
    return [requested.id, past.id, cancelled.id, hidden.id]
  },

  async fuzzed(portal, patient, text, count) {
    const { clock, database } = portal
    const appointment = await anAppointmentOf(portal, patient.patientId, {
      trust: { name: text, ...(count % 2 ? {} : byRequest) },
      appointment: { title: text },
    })
    const theirs = { ...patient, ...appointment }
    const past = { now: clock.now(), in: { days: -9 } }
    await anAppointment(database, patient.patientId, theirs.clinicId, past, {
      status: 'fulfilled',
      title: text,
    })
    const slotId = await freeSlot(portal, theirs, { days: 14 })
    await freeSlot(portal, theirs, { days: 15 })
    await aboutToCancel(theirs)
    if (count % 2) await aboutToMove(portal, theirs, slotId)
    else await aboutToAsk(theirs, { datesToAvoid: text })
    return theirs.id
  },

  changeMeanwhile: ({ database }, id) => database('appointment').where({ id }).increment('version', 1),
}
