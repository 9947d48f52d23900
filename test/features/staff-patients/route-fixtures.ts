import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { BookingTeam } from '../worklist/support.ts'
import { ownedBooking, ownedClinic } from './owned-booking.ts'
import { ownedPatient, ownedSearch } from './owned-patient.ts'
import { aSearch, nothingGiven, TEAM_LEAD } from './support.ts'

interface StaffExample extends Example {
  team: BookingTeam
  nhsNumber: string
  slotId: string
}

type Fixture = RouteFixture<StaffExample>

/** A team lead, and a patient of their trust with one appointment, whom they have searched for. */
async function anExample(portal: TestPortal): Promise<StaffExample> {
  const team = await BookingTeam.in(portal)
  const patient = await team.doors.aPatient()
  const appointmentId = await team.doors.booked(patient, team.clinicId, { days: 7 })
  const slotId = await team.doors.aSlot(team.clinicId, { days: 14 })
  const { browser } = await aLoggedInStaffMember(portal, { code: TEAM_LEAD, trust: team.trust })
  const { nhs_number } = await portal.database('patient').where('id', patient.patientId).first()
  const searchId = await aSearch(browser, { nhsNumber: nhs_number })
  return {
    browser,
    team,
    slotId,
    nhsNumber: nhs_number,
    params: { patientId: patient.patientId, appointmentId, clinicId: team.clinicId, searchId },
    words: [nhs_number.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

const page: Fixture = { group: 'staff', example: anExample }
const onePatient: Fixture = { ...page, owned: { patientId: ownedPatient } }
const oneBooking: Fixture = { ...page, owned: { patientId: ownedPatient, appointmentId: ownedBooking } }

export const staffRouteFixtures: RouteFixtures<StaffExample> = {
  '/patients': {
    ...page,
    form: {
      fields: ({ nhsNumber }) => ({ ...nothingGiven, nhsNumber }),
      answer: '>:id',
      freeText: true,
    },
  },
  '/patients/found/:searchId': { ...page, owned: { searchId: ownedSearch } },
  '/patients/:patientId': onePatient,
  '/patients/:patientId/portal-access': {
    ...onePatient,
    form: { fields: () => ({ reason: 'She asked for it' }), answer: '>:id', changes: true, freeText: true },
  },
  '/patients/:patientId/as-patient': onePatient,
  '/patients/:patientId/as-patient/:appointmentId': oneBooking,
  '/patients/:patientId/book': onePatient,
  '/patients/:patientId/book/:clinicId': {
    ...page,
    owned: { patientId: ownedPatient, clinicId: ownedClinic },
    form: {
      fields: async ({ slotId, team }) => ({ ...(await team.doors.chosen(slotId)), told: 'phone' }),
      answer: '>:id',
      changes: true,
    },
  },
  '/patients/:patientId/appointments/:appointmentId/cancel': {
    ...oneBooking,
    form: { fields: () => ({ reason: 'no-transport', told: 'phone' }), answer: '>:id', changes: true },
  },
  '/patients/:patientId/appointments/:appointmentId/move': {
    ...oneBooking,
    form: {
      fields: async ({ slotId, team }) => ({ ...(await team.doors.chosen(slotId)), told: 'phone' }),
      answer: '>:id',
      changes: true,
    },
  },
}
