import type { Owned } from '../../support/routes/fixture.ts'
import { anAppointmentOf, byRequest } from '../appointments/support.ts'
import { addAsOlderRelease, BookingTeam } from './support.ts'

/** How the tests of every route make requests for the `requestId` in an address. They belong to a trust. */
export const ownedRequest: Owned = {
  async notForPatient(portal) {
    const elsewhere = await BookingTeam.in(portal)
    const open = await elsewhere.asked('cancel')
    const declined = await elsewhere.asked('reschedule')
    await elsewhere.work.decline(elsewhere.amal, await elsewhere.seen(declined.requestId), 'No other time')
    return [open.requestId, declined.requestId, open.appointmentId]
  },

  async fuzzed(portal, { patientId }, text) {
    const { id } = await anAppointmentOf(portal, patientId, { trust: { name: text, ...byRequest } })
    const requestId = await addAsOlderRelease(portal.database, id, portal.clock.now())
    await portal.database('change_request').where('id', requestId).update({ dates_to_avoid: text })
    return requestId
  },

  changeMeanwhile: ({ database }, id) => database('change_request').where({ id }).increment('version', 1),
}
