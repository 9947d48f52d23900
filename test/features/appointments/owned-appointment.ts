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

/** What the tests of every route need to know of the appointment that an address names. */
export const ownedAppointment: Owned = {
  async notForPatient(portal, patientId) {
    const asked = await someone(portal, { trust: { cancel_how: 'request' } })
    await aRequest(portal.database, asked.id, 'cancel')
    const past = await someone(portal, { in: { days: -7 }, appointment: { status: 'fulfilled' } })
    const cancelled = await someone(portal, { appointment: { ...CANCELLED, slot_id: null } })
    const hidden = await anAppointmentOf(portal, patientId, { appointment: { hidden: true } })
    return [asked.id, past.id, cancelled.id, hidden.id]
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
