import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { forms, pages } from '../support/routes/routes.ts'
import { aFilledInForm, comeTo, statusOf } from '../support/routes/visit.ts'
import { WatchedPortal } from './no-leaks-support.ts'

/** Every page is shown and every form sent once, and nothing of a patient gets to where it does not belong. */

let watched: WatchedPortal
before(async () => {
  watched = await WatchedPortal.start()
  await watched.patientComes()
})
after(() => watched.close())

test('every page is shown to whom it is for, and to no one else', async () => {
  for (const route of pages) {
    const { browser, path } = await comeTo(watched.portal, route)
    watched.noteSession(browser)
    for (const visitor of [browser, watched.portal.browser()]) await watched.look(visitor, path)
  }
  await watched.nothingOfOthersLeaked()
})

test('every form is sent, wrong and right', async () => {
  for (const route of forms) {
    const { browser, fields, path } = await aFilledInForm(watched.portal, route)
    watched.noteSession(browser)
    const wrong = { ...fields, Testcase: '1970-03-14' }
    await watched.send(browser, path, { ...wrong, _csrf: 'Testcase' })
    if (!route.form.readsOnlyToken) await watched.send(browser, path, wrong)
    const sent = await watched.send(browser, path, fields)
    assert.equal(sent.status, statusOf(route.form.answer), route.address)
  }
  await watched.nothingOfOthersLeaked()
})

test('what leaks of them would be found', async () => {
  watched.portal.logged.push('{"msg":"Testcase"}')
  await assert.rejects(watched.nothingOfOthersLeaked(), /Testcase/)
})
