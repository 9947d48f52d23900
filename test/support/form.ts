import assert from 'node:assert/strict'
import { hiddenFields } from './page.ts'
import type { Agent } from './portal.ts'

/** What a test sends, as a browser would. */

export type Fields = Record<string, string | string[]>

export function send(browser: Agent, address: string, fields: Fields) {
  return browser.post(address).type('form').send(fields)
}

/** Opens the page, fills it in and sends it. */
export async function answer(browser: Agent, address: string, fields: Fields = {}) {
  const page = await browser.get(address).expect(200)
  return send(browser, address, { ...hiddenFields(page.text), ...fields })
}

/** Answers the page, and is led on to the next. */
export async function answerAndGoOn(browser: Agent, address: string, fields: Fields, next: string) {
  const answered = await answer(browser, address, fields)
  assert.equal(answered.status, 303, answered.text)
  assert.equal(answered.headers.location, next)
}

/** The token of the forms of a patient who is logged in, from the one page that always has a form. */
export async function formToken(browser: Agent): Promise<{ _csrf: string }> {
  const { text } = await browser.get('/patient-portal/log-out').expect(200)
  return { _csrf: String(hiddenFields(text)._csrf) }
}
