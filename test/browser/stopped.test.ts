import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import { toColumn } from '../../src/database/columns.ts'
import { networkOf } from '../../src/web/network.ts'
import { putBack, startDemonstration } from '../support/demonstration.ts'
import { openBrowser, press, TWO_WAYS } from './browser.ts'
import { openFromNhsApp } from './nhs-app.ts'
import { sees, wordsOf } from './page-checks.ts'

const demonstration = await startDemonstration({ after })
beforeEach(() => putBack(demonstration))

const LIST = '/patient-portal/appointments'

for (const way of TWO_WAYS) {
  test(`a patient is told why an appointment cannot be changed online ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const stopped = ['PET-CT scan appointment', 'Breast assessment appointment']
    for (const appointment of stopped) {
      const { address } = await openFromNhsApp(demonstration, visitor, 'George Whitfield', appointment)
      await sees(visitor, `${appointment}. …`, { back: LIST })
      await visitor.page.goto(`${demonstration.url}${address}/cancel`)
      await sees(visitor, 'You cannot cancel this appointment online', { status: 409, back: address })
      await visitor.page.goto(`${demonstration.url}${address}/reschedule`)
      await sees(visitor, 'You cannot reschedule this appointment online', { status: 409, back: address })
    }
    const { address } = await openFromNhsApp(demonstration, visitor, '小龍', 'Ophthalmology appointment')
    await press(visitor, 'Reschedule appointment')
    await sees(visitor, 'There are no other times online', { back: address })
  })

  test(`a patient is told when an appointment has changed while they decided ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { id } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
    await press(visitor, 'Cancel appointment')
    await visitor.page.getByLabel('Another reason').check()
    await press(visitor, 'Continue')
    await demonstration.database('appointment').where({ id }).update({ place: 'Ward 9', version: 2 })
    await press(visitor, 'Cancel appointment')
    await sees(visitor, 'This appointment changed while you were looking at it', { status: 409 })
    assert.match(await wordsOf(visitor), /it is in a different place \(it was Outpatients 3, Level 2.*Ward 9/)
    await press(visitor, 'View this appointment')
    await sees(visitor, 'Cardiology (heart) appointment. …', { back: LIST })
  })

  test(`a patient whose new time has just been taken chooses another ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { address } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
    const { page } = visitor
    await press(visitor, 'Reschedule appointment')
    await page.getByRole('radio').first().check()
    await press(visitor, 'Continue')
    const chooseTime = await wordsOf(visitor, 'h1')
    const slotId = await page.getByRole('radio').first().getAttribute('value')
    await page.getByRole('radio').first().check()
    await press(visitor, 'Continue')
    await demonstration.database('slot').where('id', slotId).update({ booked: 1 })
    await press(visitor, 'Confirm new appointment')
    await sees(visitor, `That time is no longer free: c${chooseTime.slice(1)}`, {
      heading: chooseTime,
      status: 409,
      back: `${address}/reschedule/choose-day`,
    })
    if (way.scripts)
      assert.equal(await page.evaluate(() => document.activeElement?.className), 'nhsuk-error-summary')
    assert.match(await wordsOf(visitor), /That time is no longer free/)
    await page.getByRole('radio').first().check()
    await press(visitor, 'Continue')
    await press(visitor, 'Confirm new appointment')
    await sees(visitor, 'Appointment rescheduled')
  })

  test(`a page left open while the same person logs in again goes on, and not while another person does ${way.name}`, async t => {
    const visitor = await openBrowser(t, way)
    const { address } = await openFromNhsApp(demonstration, visitor, 'Amira Shah', 'Cardiology appointment')
    await press(visitor, 'Cancel appointment')
    const otherTab = { ...visitor, page: await visitor.context.newPage() }
    await openFromNhsApp(demonstration, otherTab, 'Amira Shah', 'Dermatology appointment')
    await visitor.page.getByLabel('Another reason').check()
    await press(visitor, 'Continue')
    await sees(visitor, 'Are you sure you want to cancel?', { back: `${address}/cancel` })
    await openFromNhsApp(demonstration, otherTab, 'Eleanor Hughes', 'Diabetes appointment')
    await press(visitor, 'Cancel appointment')
    await sees(visitor, 'This page has expired', { status: 403 })
    assert.match(await wordsOf(visitor), /You are logged in as Eleanor Hughes/)
    await press(visitor, 'Open the page again')
    await sees(visitor, 'Page not found', { status: 404 })
  })

  test(`a visitor whose address asked for too much is told to wait ${way.name}`, async t => {
    const demonstration = await startDemonstration(t)
    const visitor = await openBrowser(t, way)
    const expires_at = toColumn(Temporal.Now.instant().add({ minutes: 1 }))
    for (const network of ['127.0.0.1', networkOf('::1')]) {
      const limit_key = `limit:address:${createHash('sha256').update(network).digest('hex')}`
      await demonstration.database('rate_limit').insert({ limit_key, points: 1_000_000, expires_at })
    }
    await visitor.page.goto(`${demonstration.url}/patient-portal/log-in`)
    await sees(visitor, 'Wait a minute and try again', { status: 429 })
  })
}
