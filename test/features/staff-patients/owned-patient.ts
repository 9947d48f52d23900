import { saveSearch } from '../../../src/features/staff-patients/patient-search-store.ts'
import { aPatient } from '../../support/builders.ts'
import { newPerson } from '../../support/person.ts'
import type { Owned } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { anAppointmentOf } from '../appointments/support.ts'
import { BookingTeam } from '../worklist/support.ts'
import { aSearch } from './support.ts'

/** How the tests of every route make patients for the `patientId` in an address. They are patients of a trust. */
export const ownedPatient: Owned = {
  async notForPatient(portal) {
    const elsewhere = await BookingTeam.in(portal)
    const { patient, appointmentId } = await elsewhere.asked('cancel')
    const withoutAppointments = await aPatient(portal.database, newPerson())
    return [patient.patientId, appointmentId, withoutAppointments]
  },

  async fuzzed(portal, { patientId }) {
    await anAppointmentOf(portal, patientId)
    return patientId
  },

  changeMeanwhile: ({ database }, id) => database('patient').where({ id }).increment('version', 1),
}

/** And searches, which belong to the member of staff who made them. */
export const ownedSearch: Owned = {
  async notForPatient(portal) {
    const { browser } = await aLoggedInStaffMember(portal)
    return [await aSearch(browser, { familyName: 'Testcase' })]
  },

  fuzzed: (portal, _patient, text) =>
    saveSearch(
      portal.database,
      { userId: 'somebody', trustOdsCode: 'ZZ0' },
      { nhsNumber: '', familyName: text, givenName: text, birthDate: '' },
      portal.clock.now(),
    ),

  changeMeanwhile: ({ database }, id) => database('patient_search').where({ id }).delete(),
}
