import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import ICAL from 'ical.js'
import { toColumn } from '../../../../src/database/columns.ts'
import { auditedAccesses } from '../../../support/audited.ts'
import { aSite, aTrust } from '../../../support/builders.ts'
import { send } from '../../../support/form.ts'
import { words } from '../../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../../support/portal.ts'
import { aboutToMove, freeSlot, someoneLoggedIn } from '../support.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

/** The file, and its one event as an independent parser reads it. */
async function eventOf(browser: Agent, address: string) {
  const { headers, text } = await browser.get(`${address}/calendar`).expect(200)
  const calendar = new ICAL.Component(ICAL.parse(text))
  const [component, ...more] = calendar.getAllSubcomponents()
  assert.ok(component)
  assert.deepEqual(more, [], 'one event, and no table of clock changes')
  const event = new ICAL.Event(component)
  const given = (name: string) => component.getFirstPropertyValue(name)
  return { calendar, event, headers, text, given }
}

/** A patient with an appointment at a hospital of this name. */
async function atSite(name: string) {
  const trust = await aTrust(portal.database)
  const site = await aSite(portal.database, { trust_ods_code: trust, name })
  return someoneLoggedIn(portal, {
    clinic: { trust_ods_code: trust },
    appointment: { medium: 'FACE_TO_FACE', site_ods_code: site, place: 'Cardiology, level 2' },
  })
}

test('a patient adds an appointment to a calendar, which has the time and the place but nothing clinical', async () => {
  const { browser, address, id } = await someoneLoggedIn(portal)
  await portal.database('appointment').where({ id }).update({
    starts_at: '2026-10-25T00:30:00.000',
    ends_at: '2026-10-25T01:30:00.000',
    medium: 'TELEPHONE',
  })
  const page = await browser.get(address).expect(200)
  assert.ok(page.text.includes(`href="${address}/calendar"`))
  const { calendar, event, headers, text, given } = await eventOf(browser, address)
  assert.equal(headers['content-type'], 'text/calendar; charset=utf-8')
  assert.equal(headers['content-disposition'], 'attachment; filename=appointment.ics')
  assert.equal(calendar.getFirstPropertyValue('method'), 'PUBLISH')
  assert.equal(event.uid, `${id}@localhost`)
  assert.equal(event.summary, 'NHS appointment')
  assert.equal(event.location, 'By phone')
  assert.equal(
    event.description,
    `You are booked for a phone call at 1:30am on Sunday 25 October. This entry does not change if your appointment changes. Check your appointment before the call: ${portal.url}${address}`,
  )
  assert.deepEqual(
    [event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString()],
    ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    'on the night the clocks go back',
  )
  assert.match(text, /\r\nDTSTART:20261025T003000Z\r\n/)
  assert.ok(text.endsWith('\r\nEND:VCALENDAR\r\n'), 'the last line has its end')
  assert.match(text, /\r\nDTSTAMP:20260615T090000Z\r\n/)
  assert.deepEqual([given('status'), given('class')], ['CONFIRMED', 'PRIVATE'])
  assert.doesNotMatch(text, /cardiology|clinic/i)
})

for (const [how, medium, before] of [
  ['at a hospital', 'FACE_TO_FACE', 'you go'],
  ['by phone', 'TELEPHONE', 'the call'],
  ['by video', 'VIDEO_CONSULTATION', 'the call'],
])
  test(`the entry of an appointment ${how} says to check it before ${before}`, async () => {
    const { browser, address } = await someoneLoggedIn(portal, { appointment: { medium } })
    const { event } = await eventOf(browser, address)
    assert.ok(event.description.includes(`Check your appointment before ${before}: http`), event.description)
  })

test('the file has lines of at most 75 bytes, and text in it cannot add lines or components', async () => {
  const name = 'Tŷ Gwyn, “Höspital”; 醫院\\nEND:VEVENT '.repeat(5).trim()
  const { browser, address } = await atSite(name)
  const { event, text } = await eventOf(browser, address)
  assert.ok(text.endsWith('END:VCALENDAR') || text.endsWith('END:VCALENDAR\r\n'))
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/)
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  assert.equal(event.location, `${name}, 1 High Street, Leeds, LS1 1AA`)
  assert.doesNotMatch(text.replaceAll('\r\n ', ''), /cardiology/i)
})

test('a moved appointment stays one calendar entry, and a cancelled one is marked as cancelled', async () => {
  const patient = await someoneLoggedIn(portal)
  const { browser, address, id } = patient
  const first = await eventOf(browser, address)
  const slotId = await freeSlot(portal, patient, { days: 14 })
  const form = await aboutToMove(portal, patient, slotId)
  await send(browser, `${address}/reschedule/check-new-time`, form).expect(303)

  const { moved_to_id: newId } = await portal.database('appointment').where({ id }).first()
  const moved = `/patient-portal/appointment/${newId}`
  await browser.get(`${address}/calendar`).expect(303).expect('location', `${moved}/calendar`)
  const second = await eventOf(browser, moved)
  assert.equal(second.event.uid, first.event.uid)
  assert.ok(Number(second.given('sequence')) > Number(first.given('sequence')))
  assert.notDeepEqual(second.event.startDate.toJSDate(), first.event.startDate.toJSDate())

  const cancelled = {
    status: 'cancelled',
    cancelled_by: 'hospital',
    cancelled_at: toColumn(portal.clock.now()),
  }
  await portal
    .database('appointment')
    .where('id', newId)
    .update({ ...cancelled, attended: '2' })
    .increment('version')
  const third = await eventOf(browser, moved)
  assert.match(
    third.event.description,
    /^You are not booked\. You will not get a phone call\. See this appointment: http/,
  )
  assert.deepEqual([third.event.uid, third.given('status')], [first.event.uid, 'CANCELLED'])
  assert.ok(Number(third.given('sequence')) > Number(second.given('sequence')))
  const page = await browser.get(moved).expect(200)
  assert.match(words(page.text), /remove it there or download a file that removes it from your calendar/)
  const inApp = await browser.get(moved).set('User-Agent', 'nhsapp-ios/2').expect(200)
  assert.match(words(inApp.text), /If you added this appointment to a calendar, remove it there\./)
})

test('past appointments are not offered for the calendar', async () => {
  const { browser, address } = await someoneLoggedIn(portal, { in: { days: -3 } })
  const page = await browser.get(address).expect(200)
  assert.doesNotMatch(page.text, /calendar/)
})

test('downloading the file is audited, and a patient cannot download another’s', async () => {
  const { browser, address, id, patientId } = await someoneLoggedIn(portal)
  const before = (await auditedAccesses(portal.database, patientId)).length
  await browser.get(`${address}/calendar`).expect(200)
  const [entry] = (await auditedAccesses(portal.database, patientId)).slice(before)
  assert.ok(JSON.stringify(entry).includes(id))
  const other = await someoneLoggedIn(portal)
  await other.browser.get(`${address}/calendar`).expect(404)
  await portal.browser().get(`${address}/calendar`).expect(303)
})
