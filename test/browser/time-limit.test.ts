import assert from 'node:assert/strict'
import { after, type TestContext, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { answer } from '../support/form.ts'
import { aLoggedInPatient } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import type { Visitor, Way } from './browser.ts'
import { DESKTOP, openLoggedIn, PHONE, passes, takeSession } from './logged-in.ts'
import { hasNoBarriers, sees, wordsOf } from './page-checks.ts'

const HOME = '/patient-portal'
const TIMED_OUT = 'We have logged you out'
const STAY = 'Stay logged in'

const portal = await aPortal()
after(() => portal.close())

const warningOf = ({ page }: Visitor) =>
  page.getByRole('alertdialog', { name: 'We are about to log you out' })

/** Somebody who writes which days do not suit them. */
async function someoneWriting(t: TestContext, way: Way) {
  const patient = await someoneLoggedIn(portal, {
    trust: { cancel_how: 'request', reschedule_how: 'request' },
  })
  const at = `${patient.address}/reschedule`
  await answer(patient.browser, `${at}/days`, { days: 'monday' })
  await answer(patient.browser, `${at}/times`, { times: 'morning' })
  const visitor = await openLoggedIn(t, portal, patient.browser, way)
  await visitor.page.goto(`${portal.url}${at}/dates-to-avoid`)
  const field = visitor.page.locator('#datesToAvoid')
  await field.fill('I am away for all of July')
  return { ...patient, field, visitor }
}

for (const way of [DESKTOP, PHONE])
  test(`a patient who writes for long is asked after 9 minutes, and loses nothing by staying ${way.name}`, async t => {
    const { browser, field, visitor } = await someoneWriting(t, way)
    await passes(portal, visitor, 8.9)
    assert.equal(await warningOf(visitor).count(), 0)
    await passes(portal, visitor, 0.15)

    const stay = visitor.page.getByRole('button', { name: STAY })
    await warningOf(visitor).waitFor()
    assert.ok(await stay.evaluate(each => each === document.activeElement))
    assert.match(await wordsOf(visitor, '.app-time-limit'), /You have 1 minute left\. Stay logged in/)
    assert.ok(await fits(visitor))
    await hasNoBarriers(visitor)

    await visitor.page.keyboard.press('Enter')
    await warningOf(visitor).waitFor({ state: 'detached' })
    assert.equal(await field.inputValue(), 'I am away for all of July')
    assert.ok(await field.evaluate(each => each === document.activeElement))

    // Nine more minutes, and Escape is an answer too.
    await passes(portal, visitor, 9.05)
    await warningOf(visitor).waitFor()
    await visitor.page.keyboard.press('Escape')
    await warningOf(visitor).waitFor({ state: 'detached' })
    await passes(portal, visitor, 8)
    await browser.get(HOME).expect(200)
    assert.deepEqual(visitor.complaints, [])
  })

test('a patient who does not answer is logged out, and nothing of theirs is left', async t => {
  const { browser, visitor } = await someoneWriting(t, DESKTOP)
  await passes(portal, visitor, 9.1)
  await warningOf(visitor).waitFor()
  await passes(portal, visitor, 0.5)
  await visitor.page.getByText('You have 40 seconds left.').waitFor()
  const loaded = visitor.page.waitForEvent('load')
  await passes(portal, visitor, 0.5)
  await loaded
  await sees(visitor, TIMED_OUT)
  assert.deepEqual(await visitor.context.cookies(), [])
  await browser.get(HOME).expect(303)
  await visitor.page.goBack()
  assert.doesNotMatch(await visitor.page.content(), /July/)
})

test('a computer that slept shows nothing when it wakes, with or without a network', async t => {
  for (const offline of [false, true]) {
    const { visitor } = await someoneWriting(t, PHONE)
    const shown = visitor.page.locator('h1')
    let answered = () => {}
    const slow = new Promise<void>(resolve => {
      answered = resolve
    })
    await visitor.page.route('**/stay-logged-in', async route => {
      await slow
      await (offline ? route.abort() : route.continue())
    })
    await passes(portal, visitor, 600)
    await shown.waitFor({ state: 'hidden' })
    const loaded = visitor.page.waitForEvent('load')
    answered()
    await loaded
    visitor.complaints.length = 0
    await sees(visitor, TIMED_OUT)
  }
})

test('use of one tab is use of all; log out of one, and the others show nothing when looked at', async t => {
  const { browser, visitor } = await someoneWriting(t, DESKTOP)
  await passes(portal, visitor, 8)
  await browser.get(HOME).expect(200)
  const asked = visitor.page.waitForResponse(/stay-logged-in/)
  await passes(portal, visitor, 1.1)
  assert.equal((await (await asked).json()).secondsLeft, 534)
  assert.equal(await warningOf(visitor).count(), 0)

  assert.equal((await answer(browser, '/patient-portal/log-out')).status, 303)
  await isLookedAt(visitor, TIMED_OUT)
})

test('a page of one person is not left open when another has logged in', async t => {
  const { visitor } = await someoneWriting(t, DESKTOP)
  const other = await aLoggedInPatient(portal)
  await other.browser.get(HOME).expect(200)
  await takeSession(visitor, portal, other.browser)
  await isLookedAt(visitor, 'You are still logged in')
})

test('a patient whose network is gone is told that they cannot stay', async t => {
  const { visitor } = await someoneWriting(t, DESKTOP)
  await visitor.context.setOffline(true)
  await passes(portal, visitor, 9.1)
  await warningOf(visitor).waitFor()
  await visitor.page.getByRole('button', { name: STAY }).click()
  await visitor.page.getByText('We could not keep you logged in. Check your connection').waitFor()
  await visitor.context.setOffline(false)
  await visitor.page.getByRole('button', { name: STAY }).click()
  await warningOf(visitor).waitFor({ state: 'detached' })
})

test('after 12 hours nobody can stay, and is told to send what they have written', async t => {
  const { field, visitor } = await someoneWriting(t, DESKTOP)
  await twelveHoursBut({ seconds: 55 })
  await visitor.page.reload()
  await visitor.page.getByText('Send anything you have entered now, or it will be lost').waitFor()
  await visitor.page.getByRole('button', { name: 'Close this message' }).click()
  await warningOf(visitor).waitFor({ state: 'detached' })
  await field.fill('')
  await visitor.context.clock.fastForward(5000)
  assert.equal(await warningOf(visitor).count(), 0)
  const loaded = visitor.page.waitForEvent('load')
  await passes(portal, visitor, 1)
  await loaded
  await sees(visitor, TIMED_OUT)
})

test('a browser that knows no dialogs warns all the same', async t => {
  const { field, visitor } = await someoneWriting(t, PHONE)
  await visitor.page.evaluate(() => {
    for (const name of ['showModal', 'close']) Reflect.deleteProperty(HTMLDialogElement.prototype, name)
  })
  await passes(portal, visitor, 9.1)
  await warningOf(visitor).waitFor()
  assert.ok(await fits(visitor))
  await visitor.page.keyboard.press('Enter')
  await warningOf(visitor).waitFor({ state: 'detached' })
  assert.ok(await field.evaluate(each => each === document.activeElement))
})

test('without scripts the page moves by itself', async t => {
  const { browser } = await someoneLoggedIn(portal)
  await twelveHoursBut({ seconds: 2 })
  const visitor = await openLoggedIn(t, portal, browser, { ...PHONE, scripts: false })
  await visitor.page.goto(portal.url + HOME)
  assert.match(await visitor.page.title(), /appointment/)
  portal.clock.pass({ seconds: 2 })
  await visitor.page.waitForURL(/timed-out(\?|$)/)
  await sees(visitor, TIMED_OUT)
})

/** Since they logged in, and never idle in between. */
async function twelveHoursBut(left: Temporal.DurationLike): Promise<void> {
  portal.clock.set(portal.clock.now().add({ hours: 12 }).subtract(left))
  await portal.database('session').update({ expires_at: toColumn(portal.clock.now().add({ minutes: 9 })) })
}

/** The warning is wholly on the screen. */
async function fits({ page }: Visitor): Promise<boolean> {
  const { x, y, width, height } = (await page.locator('.app-time-limit').boundingBox()) ?? assert.fail()
  const screen = page.viewportSize() ?? assert.fail()
  return x >= 0 && y >= 0 && x + width <= screen.width && y + height <= screen.height
}

/** The tab comes to the front, and then shows this. */
async function isLookedAt(visitor: Visitor, title: string): Promise<void> {
  const loaded = visitor.page.waitForEvent('load')
  await visitor.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await loaded
  await sees(visitor, title)
}
