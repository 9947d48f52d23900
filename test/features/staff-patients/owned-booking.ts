import type { Owned } from '../../support/routes/fixture.ts'
import { ownedAppointment } from '../appointments/owned-appointment.ts'
import { someone } from '../appointments/support.ts'
import { BookingTeam } from '../worklist/support.ts'

/** How the tests of every route make appointments that staff change for a patient. */
export const ownedBooking: Owned = {
  ...ownedAppointment,
  async notForPatient(portal) {
    const elsewhere = await BookingTeam.in(portal)
    const { appointmentId } = await elsewhere.asked('cancel')
    return [appointmentId, (await someone(portal)).id]
  },
}

/** And clinics, which belong to a trust. */
export const ownedClinic: Owned = {
  notForPatient: async portal => [(await someone(portal)).clinicId],
  fuzzed: async portal => (await someone(portal)).clinicId,
  changeMeanwhile: ({ database }, id) => database('slot').where('clinic_id', id).increment('version', 1),
}
