import type { Owned } from '../../support/routes/fixture.ts'
import { Doors } from '../appointments/door.ts'
import { anAppointmentOf } from '../appointments/support.ts'
import { aClinician, booked } from './pages/support.ts'
import { ClinicTeam } from './support.ts'

/** How the tests of every route make clinics for the `clinicId` in an address. They belong to a trust. */
export const ownedClinic: Owned = {
  notForPatient: async portal => [(await ClinicTeam.of(Doors.in(portal))).clinicId],

  async fuzzed(portal, { patientId }, text) {
    const clinic = { patient_facing_name: text, preparation: text }
    return (await anAppointmentOf(portal, patientId, { clinic })).clinicId
  },

  changeMeanwhile: ({ database }, id) => database('clinic').where({ id }).update({ minimum_notice_hours: 1 }),
}

/** And clinicians, for `clinicianId`: they belong to the trusts in whose clinics they have slots. */
export const ownedClinician: Owned = {
  notForPatient: async portal => [await aClinician(await ClinicTeam.open(portal.database), 'Dr Elsewhere')],
  fuzzed: async (portal, _patient, text) => aClinician(await ClinicTeam.open(portal.database), text),
  changeMeanwhile: ({ database }, id) => database('clinician').where({ id }).update({ role: 'Surgeon' }),
}

/** And closures, for `closureId`. */
export const ownedClosure: Owned = {
  async notForPatient(portal) {
    const elsewhere = await ClinicTeam.of(Doors.in(portal))
    elsewhere.doors.clock.set(portal.clock.now())
    await booked(elsewhere, 7)
    return [await elsewhere.close(elsewhere.day(7))]
  },

  async fuzzed(portal, _patient, text) {
    const team = await ClinicTeam.of(Doors.in(portal))
    team.doors.clock.set(portal.clock.now())
    return team.close(team.day(7), { reason: text })
  },

  changeMeanwhile: ({ database }, id) => database('closure').where({ id }).increment('version', 1),
}
