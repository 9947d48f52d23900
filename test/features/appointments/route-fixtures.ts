import { answer, type Fields, send } from '../../support/form.ts'
import { hiddenFields } from '../../support/page.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedAppointment } from './owned-appointment.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  aRequest,
  byRequest,
  dayOf,
  freeSlot,
  type LoggedInPatient,
  someoneLoggedIn,
} from './support.ts'

export { invariants } from './invariants.ts'

type Patient = LoggedInPatient & Example & { freeSlotId: string; day: string }
type Fixture = RouteFixture<Patient>

/** A patient with an appointment that can be moved to another slot of its clinic. */
async function aPatient(portal: TestPortal, trust = {}): Promise<Patient> {
  const patient = await someoneLoggedIn(portal, { trust })
  const freeSlotId = await freeSlot(portal, patient, { days: 14 })
  const day = await dayOf(portal, freeSlotId)
  return { ...patient, freeSlotId, day, params: { appointmentId: patient.id }, words: ['Cardiology'] }
}

const list: Fixture = { group: 'patient', example: portal => aPatient(portal) }
const page: Fixture = { ...list, owned: { appointmentId: ownedAppointment } }

/** A question of a request. All four are already answered, so each redirects to the last page. */
function question(fields: Fields, more: { freeText?: true } = {}): Fixture {
  return { ...aboutRequest, form: { fields: () => fields, answer: '>check-request', keeps: true, ...more } }
}
const aboutRequest: Fixture = {
  ...page,
  example: portal => aPatient(portal, byRequest),
  reach: patient => aboutToAsk(patient),
}

const cancel = '/appointment/:appointmentId/cancel'
const reschedule = '/appointment/:appointmentId/reschedule'

/** For pages of an appointment, or of none, that need nothing before them and have no form. */
export const plainPages = [list, page]

export const routeFixtures: RouteFixtures<Patient> = {
  '/appointment/:appointmentId/calendar': { ...page, kind: 'file' },

  [cancel]: { ...page, form: { fields: () => ({ reason: 'other' }), answer: '>confirm', keeps: true } },
  [`${cancel}/confirm`]: {
    ...page,
    reach: patient => aboutToCancel(patient),
    form: { answer: '>received', changes: true },
  },
  [`${cancel}/received`]: {
    ...page,
    async reach(patient) {
      const form = await aboutToCancel(patient)
      await send(patient.browser, `${patient.address}/cancel/confirm`, form).expect(303)
    },
  },

  [reschedule]: { ...page, answer: '>choose-day' },
  [`${reschedule}/choose-day`]: {
    ...page,
    form: { fields: ({ day }) => ({ day }), answer: '>choose-time', keeps: true },
  },
  [`${reschedule}/choose-time`]: {
    ...page,
    reach: ({ address, browser, day }) => answer(browser, `${address}/reschedule/choose-day`, { day }),
    form: { fields: ({ freeSlotId }) => ({ slotId: freeSlotId }), answer: '>check-new-time', keeps: true },
  },
  [`${reschedule}/check-new-time`]: {
    ...page,
    reach: (patient, portal) => aboutToMove(portal, patient, patient.freeSlotId),
    form: { answer: '>received', changes: true },
  },
  [`${reschedule}/days`]: question({ days: 'monday' }),
  [`${reschedule}/times`]: question({ times: 'morning' }),
  [`${reschedule}/dates-to-avoid`]: question({ datesToAvoid: 'none' }, { freeText: true }),
  [`${reschedule}/reason`]: question({ reason: 'ill' }),
  [`${reschedule}/check-request`]: {
    ...aboutRequest,
    form: { answer: '>received', changes: true, freeText: true },
  },
  '/appointment/:appointmentId/withdraw-request': {
    ...page,
    reach: ({ id }, portal) => aRequest(portal.database, id, 'cancel'),
    form: { answer: '>request-withdrawn', changes: true },
  },
  '/appointment/:appointmentId/request-withdrawn': {
    ...page,
    async reach({ address, browser, id }, portal) {
      await aRequest(portal.database, id, 'reschedule')
      const { text } = await browser.get(`${address}/withdraw-request`).expect(200)
      await send(browser, `${address}/withdraw-request`, hiddenFields(text)).expect(303)
    },
  },
  [`${reschedule}/received`]: {
    ...page,
    async reach(patient, portal) {
      const form = await aboutToMove(portal, patient, patient.freeSlotId)
      await send(patient.browser, `${patient.address}/reschedule/check-new-time`, form).expect(303)
    },
  },
}
