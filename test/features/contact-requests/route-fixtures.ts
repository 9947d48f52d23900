import type { TestPortal } from '../../support/portal.ts'
import type { Example, Invariants, Owned, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { someone, someoneLoggedIn } from '../appointments/support.ts'
import { aContactRequest, asked, comeToPage, withdrawn } from './support.ts'

interface Asking extends Example {
  appointmentId: string
}

async function trustOf({ database }: TestPortal, appointmentId: string): Promise<string> {
  const row = await database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where('appointment.id', appointmentId)
    .first('clinic.trust_ods_code')
  return row.trust_ods_code
}

/** How the tests of every route make requests for the `contactRequestId` in an address. */
const ownedContactRequest: Owned = {
  async notForPatient(portal) {
    const { id, patientId } = await someone(portal)
    const trust = await trustOf(portal, id)
    const open = await aContactRequest(portal, patientId, trust, id)
    const gone = await aContactRequest(portal, patientId, trust)
    await withdrawn(portal, patientId, gone)
    return [open, gone]
  },

  async fuzzed(portal, { patientId }, text) {
    const { id } = await someone(portal)
    const request = await aContactRequest(portal, patientId, await trustOf(portal, id))
    await portal
      .database('contact_request')
      .where('task_id', request)
      .update({ words: text, answer_to: text })
    return request
  },

  changeMeanwhile: ({ database }, id) => database('task').where({ id }).increment('version', 1),
}

/** What the pages show of them: the appointment, and what they have answered. */
const WORDS = ['Cardiology', asked.words, asked.answerTo, 'value="text" checked', 'value="any" checked']

/** A patient with an appointment, who has asked about it. */
async function aPatient(portal: TestPortal): Promise<Asking> {
  const { browser, id, patientId } = await someoneLoggedIn(portal)
  const contactRequestId = await aContactRequest(portal, patientId, await trustOf(portal, id), id)
  return { browser, patientId, appointmentId: id, params: { contactRequestId }, words: WORDS }
}

const list: RouteFixture<Asking> = { group: 'patient', example: aPatient }
const one: RouteFixture<Asking> = { ...list, owned: { contactRequestId: ownedContactRequest } }

/** A page of the journey. All questions are already answered, so each leads to the last page. */
const question = (form: NonNullable<RouteFixture<Asking>['form']>): RouteFixture<Asking> => ({
  ...list,
  reach: ({ appointmentId, browser }) => comeToPage(browser, appointmentId, '/check'),
  form,
})

export const routeFixtures: RouteFixtures<Asking> = {
  '/contact-me': question({
    fields: ({ appointmentId }) => ({ place: appointmentId }),
    answer: '>check',
    keeps: true,
  }),
  '/contact-me/about': question({
    fields: () => ({ about: 'other', words: 'May I swim?' }),
    answer: '>check',
    keeps: true,
    freeText: true,
  }),
  '/contact-me/how': question({ fields: () => ({ how: 'text' }), answer: '>check', keeps: true }),
  '/contact-me/to': question({
    fields: () => ({ to: '07700 900 982' }),
    answer: '>check',
    keeps: true,
    freeText: true,
  }),
  '/contact-me/when': question({ fields: () => ({ suits: 'any' }), answer: '>check', keeps: true }),
  '/contact-me/check': question({ answer: '>received', changes: true, freeText: true }),
  '/contact-requests': list,
  '/contact-requests/:contactRequestId': one,
  '/contact-requests/:contactRequestId/received': one,
  '/contact-requests/:contactRequestId/withdraw': {
    ...one,
    form: { answer: '>:id', changes: true },
  },
}

export const invariants: Invariants = {
  'a task of a patient without what they asked': database =>
    database.raw(
      `select id from task where kind = 'contact-request' and not exists (select 1 from contact_request c where c.task_id = task.id)`,
    ),
  'more open contact requests than a patient may have': database =>
    database.raw(
      `select patient_id from task where kind = 'contact-request' and status = 'open' group by patient_id having count(*) > 5`,
    ),
}
