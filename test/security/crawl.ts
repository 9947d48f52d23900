import assert from 'node:assert/strict'
import type { Response } from 'supertest'
import { whileHeld } from '../database/support.ts'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { withoutTable } from '../support/database/faulty-tables.ts'
import { hiddenFields } from '../support/page.ts'
import type { Agent, TestPortal } from '../support/portal.ts'
import type { Route } from '../support/routes/routes.ts'
import { runningRoutes } from '../support/routes/running-app.ts'
import { aFilledInForm, aPatientAt, comeTo } from '../support/routes/visit.ts'

export interface Answer {
  what: string
  response: Response
  /** Where it was asked, at a route of its own. */
  route?: Route
}

/** What the portal answers everywhere: every route, in every way a browser asks, and everything that can go wrong. */
export async function everyAnswer(portal: TestPortal): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const route of await runningRoutes(portal))
    for await (const answer of answersAt(portal, route))
      answers.push({ ...answer, route, what: `${route.address}, ${answer.what}` })
  for await (const answer of refusals(portal)) answers.push(answer)
  for await (const answer of faults(portal)) answers.push(answer)
  return answers
}

async function* answersAt(portal: TestPortal, route: Route): AsyncGenerator<Answer> {
  const { browser, path } = await aPatientAt(portal, route)
  const visitors: [string, Agent][] = [
    ['a patient', browser],
    ['a visitor', portal.browser()],
  ]
  for (const [who, visitor] of visitors) {
    yield { what: who, response: await visitor.get(path) }
    yield {
      what: `${who} in the NHS App`,
      response: await visitor.get(path).set('User-Agent', 'nhsapp-ios/2'),
    }
    yield { what: `${who}, headers only`, response: await visitor.head(path) }
    yield { what: `${who} without a token`, response: await visitor.post(path) }
    yield { what: `${who} in an unknown way`, response: await visitor.put(path) }
  }
  if (route.reach) {
    const come = await comeTo(portal, route)
    yield { what: 'come to as people do', response: await come.browser.get(come.path) }
  }
  if (!route.form) return
  const form = await aFilledInForm(portal, route)
  const post = (fields: object) => form.browser.post(form.path).type('form').send(fields)
  const { _csrf } = form.fields
  yield { what: 'on the way', response: await form.browser.get(form.path) }
  yield { what: 'with nothing filled in', response: await post({ _csrf }) }
  yield { what: 'with a field too many', response: await post({ ...form.fields, more: '1' }) }
  yield { what: 'with too much', response: await post({ ...form.fields, more: 'x'.repeat(40_000) }) }
  yield { what: 'sent', response: await post(form.fields) }
}

/** 400, 403, 404, 405, 409, 413 and 415, each from what a visitor sends. */
async function* refusals(portal: TestPortal): AsyncGenerator<Answer> {
  const { browser, address } = await someoneLoggedIn(portal)
  const { _csrf } = hiddenFields((await browser.get('/patient-portal/log-out')).text)
  const elsewhere = ['/unknown', '/%ZZ', '/patient-portal/unknown', '/patient-portal/%ZZ', '/assets/no.css']
  for (const path of [...elsewhere, '/health', '/health/unknown', `/patient-portal/${'a'.repeat(9000)}`])
    for (const visitor of [browser, portal.browser()])
      yield { what: path.slice(0, 40), response: await visitor.get(path).expect(404) }
  const cancel = `${address}/cancel`
  const post = () => browser.post(cancel).type('form')
  yield { what: '400', response: await post().send({ _csrf, unknown: '1' }).expect(400) }
  yield { what: '403', response: await post().send({ reason: 'other' }).expect(403) }
  yield { what: '405', response: await browser.put(cancel).type('form').send({ _csrf }).expect(405) }
  yield {
    what: '413',
    response: await post()
      .send({ _csrf, reason: 'a'.repeat(1_000_000) })
      .expect(413),
  }
  const soon = await someoneLoggedIn(portal, { in: { hours: 1 } })
  yield { what: '409', response: await soon.browser.get(`${soon.address}/cancel`).expect(409) }
  const strange = post().set('Content-Type', 'application/x-www-form-urlencoded; charset=utf-7')
  yield { what: '415', response: await strange.send(`_csrf=${_csrf}`).expect(415) }
}

/** 500 and 503: a table is gone; the database is held by another process; the log-in is down. */
async function* faults(portal: TestPortal): AsyncGenerator<Answer> {
  const { browser, address } = await someoneLoggedIn(portal)
  const broken = await withoutTable(portal.database, 'clinic', async () => browser.get(address).expect(500))
  yield { what: '500', response: broken }
  yield { what: '503', response: await whileHeld(portal.database, () => browser.get(address).expect(503)) }
  const notReady = await whileHeld(portal.database, () => browser.get('/health/ready'))
  yield { what: 'not ready', response: notReady }
  assert.equal(notReady.status, 503)
  yield { what: 'well again', response: await browser.get(address).expect(200) }
}
