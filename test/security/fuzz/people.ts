import { createHash } from 'node:crypto'
import { formToken } from '../../support/form.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import type { TestPortal } from '../../support/portal.ts'
import { pages } from '../../support/routes/routes.ts'
import { cookieOf } from '../../support/session-cookie.ts'
import { MARK } from './payloads.ts'

/** Someone logged in, with every journey begun, whose every particular can be told from everybody else's. */
export interface FuzzedPatient {
  number: number
  nhsNumber: string
  /** What they own, by the names that addresses have for it. */
  ids: Record<string, string>
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

/** Every kind of thing that patients own. */
const owned = new Map(pages.flatMap(route => Object.entries(route.owned ?? {})))

async function make(portal: TestPortal): Promise<FuzzedPatient> {
  const number = ++count
  const patient = await aLoggedInPatient(portal)
  const { browser, patientId, person } = patient
  const { database } = portal
  await database('patient')
    .where('id', patientId)
    .update({ given_name: canary(number), family_name: canary(number) })
  const ids: Record<string, string> = {}
  for (const [name, thing] of owned) ids[name] = await thing.fuzzed(portal, patient, canary(number), number)
  const { _csrf } = await formToken(browser)

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
    ids,
    cookie,
    token: _csrf,
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
