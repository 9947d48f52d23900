import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'
import { ContactRequests } from '../../../src/features/contact-requests/contact-requests.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import { answer, answerAndGoOn, type Fields } from '../../support/form.ts'
import { hiddenFields } from '../../support/page.ts'
import type { Agent } from '../../support/portal.ts'

export const CONTACT_ME = '/patient-portal/contact-me'
export const REQUESTS = '/patient-portal/contact-requests'

export const asked = {
  about: 'support',
  words: 'I need a sign language interpreter',
  answerBy: 'text',
  answerTo: '07700 900 982',
  suits: 'any',
} as const

/** A patient sends a request to a trust; returns its id. */
export function aContactRequest(
  { database, clock }: { database: Database; clock: Clock },
  patientId: string,
  trustOdsCode: string,
  appointmentId: string | null = null,
): Promise<string> {
  const actor: PatientActor = { kind: 'patient', patientId }
  const at = { trustOdsCode, appointmentId }
  return new ContactRequests(database, clock).ask(actor, randomUUID(), at, asked)
}

/** The patient withdraws a request. */
export function withdrawn(
  { database, clock }: { database: Database; clock: Clock },
  patientId: string,
  id: string,
) {
  return new ContactRequests(database, clock).withdraw({ kind: 'patient', patientId }, id)
}

/** Answers the questions before this page of the journey. `place`: an appointment or a trust. */
export async function comeToPage(browser: Agent, place: string, page: string): Promise<void> {
  const steps: [string, Fields][] = [
    ['', { place }],
    ['/about', { about: asked.about, words: asked.words }],
    ['/how', { how: asked.answerBy }],
    ['/to', { to: asked.answerTo }],
    ['/when', { suits: asked.suits }],
    ['/check', {}],
  ]
  for (const [index, [step, fields]] of steps.entries()) {
    if (step === page) return
    await answerAndGoOn(browser, CONTACT_ME + step, fields, CONTACT_ME + steps[index + 1]?.[0])
  }
}

/** Goes through the whole journey; returns the address of the request. */
export async function askInBrowser(browser: Agent, place: string): Promise<string> {
  await comeToPage(browser, place, '/check')
  const sent = await answer(browser, `${CONTACT_ME}/check`)
  return String(sent.headers.location).replace(/\/received$/, '')
}

/** The form of the last page of the journey. */
export async function lastForm(browser: Agent): Promise<Fields> {
  return hiddenFields((await browser.get(`${CONTACT_ME}/check`).expect(200)).text)
}
