import { answerAndGoOn } from '../../../support/form.ts'
import type { TestPerson } from '../../../support/nhs-login/hostile-id-token.ts'
import { hiddenFields, words } from '../../../support/page.ts'
import type { Agent, TestPortal } from '../../../support/portal.ts'
import { answerOf } from '../../log-in/support.ts'
import { byRequest, someoneLoggedIn } from '../support.ts'

/** What tests of unsent answers share. */

export const SAVED = /We have saved what you entered on this page\. We will keep it for 24 hours/
/** More than may be sent. */
export const LONG = 'I am away '.repeat(60).trim()

/** Someone who is asking for another time and has come to the dates they cannot come. */
export async function someoneWriting(portal: TestPortal) {
  const patient = await someoneLoggedIn(portal, { trust: byRequest })
  const at = `${patient.address}/reschedule`
  await answerAndGoOn(patient.browser, `${at}/days`, { days: 'monday' }, `${at}/times`)
  await answerAndGoOn(patient.browser, `${at}/times`, { times: 'morning' }, `${at}/dates-to-avoid`)
  const page = `${at}/dates-to-avoid`
  const { text } = await patient.browser.get(page).expect(200)
  return { ...patient, at, page, text, fields: hiddenFields(text) }
}

export const typed = (html: string) => /<textarea[^>]*>([^<]*)</.exec(html)?.[1]
export const checked = (html: string) =>
  [...html.matchAll(/value="([^"]*)"[^>]* checked/g)].map(([, value]) => value)

/** Follows a redirect to the time-out page and logs in again from there; returns its words and where that leads. */
export async function logInAgain(portal: TestPortal, browser: Agent, person: TestPerson, timedOut: string) {
  const page = await browser.get(timedOut).expect(200)
  const logIn = /href="(\/patient-portal\/log-in\?to=[^"]+)"/.exec(page.text)?.[1] ?? ''
  portal.nhsLogin.person = person
  const start =
    /href="(\/patient-portal\/log-in\/start[^"]+)"/.exec((await browser.get(logIn)).text)?.[1] ?? ''
  const away = await browser.get(start).expect(303)
  const back = await browser.get(await answerOf(portal, String(away.headers.location))).expect(303)
  return { page: words(page.text), to: String(back.headers.location) }
}
