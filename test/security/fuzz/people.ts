import { createHash } from 'node:crypto'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  freeSlot,
  someoneLoggedIn,
} from '../../features/appointments/support.ts'
import { cookieOf } from '../../features/log-in/support.ts'
import { anAppointment } from '../../support/builders.ts'
import { hiddenFields, type TestPortal } from '../../support/portal.ts'
import { MARK } from './payloads.ts'

/** Someone logged in, with both journeys begun, whose every particular can be told from everybody else's. */
export interface FuzzedPatient {
  number: number
  nhsNumber: string
  appointmentId: string
  cookie: string
  token: string
  /** Puts their session back to how it was before anything hostile was sent in it. */
  restore(): Promise<unknown>
}

let count = 0
let before: Promise<unknown> = Promise.resolve()

/** One after the other, since NHS login's double answers for one person at a time. */
export function aFuzzedPatient(portal: TestPortal): Promise<FuzzedPatient> {
  const made = before.then(() => make(portal))
  before = made.catch(() => {})
  return made
}

/** By turns a patient whose hospital makes changes at once and one whose hospital takes requests. */
async function make(portal: TestPortal): Promise<FuzzedPatient> {
  const number = ++count
  const byRequest = { cancel_how: 'request', reschedule_how: 'request' }
  const patient = await someoneLoggedIn(portal, {
    trust: { name: canary(number), ...(number % 2 ? {} : byRequest) },
    appointment: { title: canary(number) },
  })
  const { browser, clinicId, id, patientId, person } = patient
  const { clock, database } = portal
  await database('patient')
    .where('id', patientId)
    .update({ given_name: canary(number), family_name: canary(number) })
  const past = { now: clock.now(), in: { days: -9 } }
  await anAppointment(database, patientId, clinicId, past, { status: 'fulfilled', title: canary(number) })
  const slots = [await freeSlot(portal, patient, { days: 14 }), await freeSlot(portal, patient, { days: 15 })]
  await aboutToCancel(patient)
  if (number % 2) await aboutToMove(portal, patient, String(slots[0]))
  else await aboutToAsk(patient, { datesToAvoid: canary(number) })
  const { _csrf } = hiddenFields((await browser.get('/patient-portal/log-out').expect(200)).text)

  const cookie = cookieOf(browser)
  const sessionId =
    decodeURIComponent(cookie)
      .replace(/^sid=s:/, '')
      .split('.')[0] ?? ''
  const id_hash = createHash('sha256').update(sessionId).digest('hex')
  const session = await database('session').where({ id_hash }).first()
  return {
    number,
    nhsNumber: person.nhsNumber,
    appointmentId: id,
    cookie,
    token: String(_csrf),
    restore: () => database('session').where({ id_hash }).update(session),
  }
}

/** The words that only this patient may read, as hostile as any that are sent. */
function canary(number: number): string {
  return `Canary${number}.<${MARK}>"'&`
}

/** The patients a text speaks of, by their canaries. */
export function spokenOf(text: string): number[] {
  return [...new Set([...text.matchAll(/Canary(\d+)\./g)].map(([, number]) => Number(number)))]
}
