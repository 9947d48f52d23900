import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { byRequest, someoneLoggedIn } from '../features/appointments/support.ts'
import { answer } from '../support/form.ts'
import { aPortal } from '../support/portal.ts'
import { press, type Way } from './browser.ts'
import { DESKTOP, openLoggedIn, PHONE, takeSession } from './logged-in.ts'
import { sees, wordsOf } from './page-checks.ts'

const DATES = 'Which dates can you not make? (optional)'
const TYPED = 'I am away for all of July'

const portal = await aPortal()
after(() => portal.close())

const withoutScripts = (way: Way): Way => ({ ...way, name: `${way.name} without scripts`, scripts: false })

/** Someone who is about to write on which dates they cannot come. */
async function someoneWriting(t: TestContext, way: Way) {
  const patient = await someoneLoggedIn(portal, { trust: byRequest })
  const at = `${patient.address}/reschedule`
  await answer(patient.browser, `${at}/days`, { days: 'monday' })
  await answer(patient.browser, `${at}/times`, { times: 'morning' })
  const visitor = await openLoggedIn(t, portal, patient.browser, withoutScripts(way))
  await visitor.page.goto(`${portal.url}${at}/dates-to-avoid`)
  return { ...patient, at, field: visitor.page.locator('#datesToAvoid'), visitor }
}

for (const way of [PHONE, DESKTOP])
  test(`what is being typed is saved, outlives the log-out and is carried on, ${way.name} without scripts`, async t => {
    const { at, field, person, visitor } = await someoneWriting(t, way)
    const { page } = visitor
    const back = `${at}/times`
    await sees(visitor, DATES, { back })
    assert.match(
      await wordsOf(visitor, 'main form'),
      /^You have 10 minutes to answer\. If you need longer, select Save and carry on below\./,
    )
    assert.equal(await page.locator('meta[http-equiv=refresh]').count(), 0, 'it stays while they type')

    await field.fill(TYPED)
    portal.clock.pass({ minutes: 9, seconds: 59 })
    await press(visitor, 'Save and carry on')
    await sees(visitor, `Saved: ${DATES}`, { heading: DATES, back })
    assert.equal(await field.inputValue(), TYPED)
    assert.match(await wordsOf(visitor), /We have saved what you entered on this page/)

    portal.clock.pass({ minutes: 9, seconds: 59 })
    await field.fill(`${TYPED} and August`)
    portal.clock.pass({ seconds: 2 })
    await press(visitor, 'Continue')
    await sees(visitor, 'We have logged you out')
    assert.match(await wordsOf(visitor), /We have saved what you just sent, but we have not used it yet\./)

    await takeSession(visitor, portal, await portal.logIn(person))
    await page.goto(`${portal.url}${at}/dates-to-avoid`)
    await sees(visitor, `Saved: ${DATES}`, { heading: DATES, back })
    assert.equal(await field.inputValue(), `${TYPED} and August`)
    await press(visitor, 'Continue')
    await sees(visitor, 'Why do you need a different time?', { back: `${at}/dates-to-avoid` })
  })

test('the Enter key sends the answer and does not save it instead', async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const visitor = await openLoggedIn(t, portal, browser, withoutScripts(DESKTOP))
  await visitor.page.goto(`${portal.url}${address}/cancel`)
  await visitor.page.getByLabel('I cannot get there').check()
  await visitor.page.keyboard.press('Enter')
  await visitor.page.waitForURL('**/cancel/confirm')
})

test('a page that is only read goes by itself to one that asks, and comes back', async t => {
  const { browser } = await someoneLoggedIn(portal)
  const list = '/patient-portal/appointments'
  const visitor = await openLoggedIn(t, portal, browser, withoutScripts(PHONE))
  const { page } = visitor
  // The end of a long session, so that the page asks after 2 seconds and not after 9 minutes.
  await leaveSeconds(62)
  await page.goto(portal.url + list)
  portal.clock.pass({ seconds: 2 })
  await page.waitForURL(/still-there\?/)
  await sees(visitor, 'We are about to log you out')
  assert.match(await wordsOf(visitor), /You have been logged in for 12 hours, the longest we can allow/)

  const fresh = await someoneLoggedIn(portal)
  await takeSession(visitor, portal, fresh.browser)
  portal.clock.pass({ minutes: 9 })
  await page.goto(`${portal.url}/patient-portal/still-there?to=${encodeURIComponent(list)}`)
  await sees(visitor, 'Are you still there?')
  assert.match(await wordsOf(visitor), /You have 1 minute left\./)
  await press(visitor, 'Stay logged in')
  await sees(visitor, 'Your hospital appointments', { back: '/patient-portal' })
  portal.clock.pass({ minutes: 9, seconds: 59 })
  await page.reload()
  await sees(visitor, 'Your hospital appointments', { back: '/patient-portal' })
})

/** Until the end of 12 hours, without having been idle. */
async function leaveSeconds(seconds: number): Promise<void> {
  portal.clock.set(portal.clock.now().add({ hours: 12 }).subtract({ seconds }))
  await portal.database('session').update({ expires_at: toColumn(portal.clock.now().add({ minutes: 9 })) })
}
