import { toColumn } from '../../../src/database/columns.ts'
import { isBankHoliday } from '../../../src/shared/bank-holidays.ts'
import { london, londonDate } from '../../../src/shared/dates.ts'
import { answer } from '../../support/form.ts'
import { hiddenFields } from '../../support/page.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedClinic, ownedClinician, ownedClosure } from './owned-clinic.ts'
import { aClinician, aLeadAtWork, anAdministrator, booked } from './pages/support.ts'
import type { ClinicTeam } from './support.ts'

interface LeadExample extends Example {
  team: ClinicTeam
  slotId: string
}

type Fixture = RouteFixture<LeadExample>

/** To come, whatever the clock of a test says, and no bank holiday. */
const DATE = [60, 61, 62, 63, 64]
  .map(days => londonDate(Temporal.Now.instant()).add({ days }))
  .find(date => !isBankHoliday(date)) as Temporal.PlainDate

/** A team lead, and their clinic with a slot on the date and two booked days, one of them closed. */
async function anExample(portal: TestPortal): Promise<LeadExample> {
  const { lead: browser, team } = await aLeadAtWork(portal)
  const slotId = await team.doors.aSlot(team.clinicId, { days: 60 })
  const at = DATE.toZonedDateTime({ timeZone: london, plainTime: '10:00' }).toInstant()
  await portal
    .database('slot')
    .where('id', slotId)
    .update({ starts_at: toColumn(at), ends_at: toColumn(at.add({ minutes: 30 })) })
  await booked(team, 8)
  const { patientId, ...patient } = await team.doors.aPatient()
  await team.doors.booked({ ...patient, patientId }, team.clinicId, { days: 7 })
  const closureId = await team.close(team.day(7), { intended: 'worklist' })
  const { nhs_number } = await portal.database('patient').where('id', patientId).first()
  return {
    browser,
    team,
    slotId,
    params: { clinicId: team.clinicId, clinicianId: await aClinician(team), closureId },
    words: [nhs_number.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

const typed = `${DATE.day}/${DATE.month}/${DATE.year}`

const list: Fixture = {
  group: 'staff',
  example: async portal => ({ ...(await anExample(portal)), words: [] }),
}
const ofClinic: Fixture = { ...list, owned: { clinicId: ownedClinic } }
const ofClosure: Fixture = { ...list, owned: { closureId: ownedClosure } }
const ofDay: Fixture = { ...ofClinic, params: { date: DATE.toString() } }

export const staffRouteFixtures: RouteFixtures<LeadExample> = {
  '/clinics': list,
  '/clinics/clinicians': list,
  '/clinics/clinicians/:clinicianId/close': {
    ...list,
    owned: { clinicianId: ownedClinician },
    form: {
      async fields({ browser, params }) {
        const address = `/staff/clinics/clinicians/${params?.clinicianId}/close`
        const asked = { first: typed, last: typed, reason: 'Study leave' }
        const { _csrf, ...checked } = hiddenFields((await answer(browser, address, asked)).text)
        return checked
      },
      answer: '>:id',
      changes: true,
      freeText: true,
    },
  },
  // The only one that names patients before anything is asked.
  '/clinics/closures/:closureId': {
    ...ofClosure,
    example: anExample,
    form: { answer: '>:id', changes: true },
  },
  '/clinics/closures/:closureId/reopen': { ...ofClosure, form: { answer: '>:id', changes: true } },
  '/clinics/:clinicId': ofClinic,
  '/clinics/:clinicId/add-slots': {
    ...ofClinic,
    form: {
      async fields({ browser, team }) {
        const address = `/staff/clinics/${team.clinicId}/add-slots`
        const times = { from: '13:00', until: '14:00', minutes: '20', medium: 'TELEPHONE', capacity: '1' }
        const asked = { first: typed, last: typed, days: ['1', '2', '3', '4', '5', '6', '7'], ...times }
        // The last form of the page goes back to change the times: it has all the fields of the one that adds them.
        const {
          _csrf,
          change: _change,
          ...checked
        } = hiddenFields((await answer(browser, address, asked)).text)
        return checked
      },
      answer: '>:id',
      changes: true,
    },
  },
  '/clinics/:clinicId/settings': {
    ...ofClinic,
    async example(portal) {
      const example = await anExample(portal)
      const { browser } = await anAdministrator(portal, example.team)
      return { ...example, browser, words: [] }
    },
    form: {
      fields: () => ({
        ...{ cancel: 'phone', reschedule: 'trust', notice: '48', changes: '', promise: '' },
        ...{ preparation: 'Bring your glasses', next: 'save' },
      }),
      answer: '>settings',
      changes: true,
      freeText: true,
    },
  },
  '/clinics/:clinicId/day/:date': ofDay,
  '/clinics/:clinicId/day/:date/close': {
    ...ofDay,
    form: {
      async fields({ browser, slotId, team }) {
        const address = `/staff/clinics/${team.clinicId}/day/${DATE}/close`
        const asked = { what: 'slots', slots: slotId, reason: 'Dr Lee is ill' }
        const { _csrf, ...checked } = hiddenFields((await answer(browser, address, asked)).text)
        return { ...checked, intended: 'first' }
      },
      answer: '>:id',
      changes: true,
      freeText: true,
    },
  },
}
