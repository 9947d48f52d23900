import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Side } from '../../../../src/features/appointments/appointment-store.ts'
import { aClinic, anAppointment, aPatient, aSite } from '../../../support/builders.ts'
import { heading, pageTitle, words } from '../../../support/page.ts'
import { newPerson } from '../../../support/person.ts'
import { type Agent, aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { aRequest, someone, someoneLoggedIn } from '../support.ts'

const list = '/patient-portal/appointments'
const cancelled = { status: 'cancelled', cancelled_at: '2026-06-14T09:00:00.000', cancelled_by: 'hospital' }
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(() => portal.close())

/** A patient of one clinic with an appointment in each of `days` from now, each with a title of its own. */
async function patientWith(days: number[], changes: (index: number) => object = () => ({})) {
  const person = newPerson()
  const patientId = await aPatient(portal.database, person)
  const clinicId = await aClinic(portal.database)
  for (const [index, inDays] of days.entries())
    await anAppointment(
      portal.database,
      patientId,
      clinicId,
      { now: MONDAY, in: { days: inDays } },
      { title: `Clinic ${index}`, ...changes(index) },
    )
  return { patientId, clinicId, browser: await portal.logIn(person) }
}

/** The titles on one side of the list, in order. */
async function named(browser: Agent, side: Side, query = ''): Promise<string[]> {
  const page = await browser.get(`${list}${query}`).expect(200)
  const part = page.text.split(/<h2[^>]*id="/).find(text => text.startsWith(`${side}"`)) ?? ''
  return [...part.matchAll(/card__link[^>]*>([^<]+)</g)].map(([, name = '']) =>
    name.replace(' appointment', '').trim(),
  )
}

test('a patient sees upcoming appointments, soonest first, and past ones, latest first, each with their number', async () => {
  const { browser } = await patientWith([30, -5, 2, -40, 9])
  const page = await browser.get(list).expect(200)
  assert.equal(heading(page.text), 'Your hospital appointments')
  assert.equal(pageTitle(page.text), 'Your hospital appointments - Manage your hospital appointments - NHS')
  assert.match(words(page.text), /Upcoming appointments \(3\).*Past appointments \(2\)/)
  assert.deepEqual(await named(browser, 'upcoming'), ['Clinic 2', 'Clinic 4', 'Clinic 0'])
  assert.deepEqual(await named(browser, 'past'), ['Clinic 1', 'Clinic 3'])
})

test('a patient without appointments reads that there are none', async () => {
  const { browser } = await patientWith([])
  const text = words((await browser.get(list).expect(200)).text)
  assert.match(text, /Upcoming appointments \(0\) You have no upcoming appointments in this service\./)
  assert.match(text, /Past appointments \(0\) You have no past appointments in this service\./)
})

test('each card has the date, time and place, and the name of its link includes them', async () => {
  const { address, browser, id } = await someoneLoggedIn(portal)
  const { trust_ods_code } = await portal.database('clinic').first('trust_ods_code')
  const site = await aSite(portal.database, { trust_ods_code, name: 'Royal Infirmary' })
  const at = (medium: string) => ({ medium, site_ods_code: site })
  await portal.database('appointment').where({ id }).update(at('FACE_TO_FACE'))
  const there = await browser.get(list).expect(200)
  assert.match(
    words(there.text),
    /Booked Cardiology \(heart\) appointment You are booked to go to Royal Infirmary at 10am on Monday 22 June \. That is in 7 days\. Royal Infirmary/,
  )
  const link = `<a href="${address}" id="name-${id}" aria-labelledby="name-${id} when-${id}"`
  assert.ok(there.text.includes(link))
  for (const part of ['name', 'when']) assert.equal(there.text.split(` id="${part}-${id}"`).length, 2, part)
  for (const [medium, how] of [
    ['TELEPHONE', 'phone call at 10am on Monday 22 June . That is in 7 days. By phone'],
    ['VIDEO_CONSULTATION', 'video call at 10am on Monday 22 June . That is in 7 days. By video'],
  ] as const) {
    await portal.database('appointment').where({ id }).update(at(medium))
    const text = words((await browser.get(list).expect(200)).text)
    assert.ok(text.includes(`Booked Cardiology (heart) appointment You are booked for a ${how}`), text)
    assert.ok(!text.includes('Royal Infirmary'))
  }
})

test('the link of a cancelled appointment says cancelled, and a pending request is shown instead of the status', async () => {
  const { browser, patientId } = await patientWith([3, 4, 5], index => (index === 0 ? cancelled : {}))
  const [, second] = await portal.database('appointment').where('patient_id', patientId).orderBy('starts_at')
  await aRequest(portal.database, second.id, 'cancel')
  assert.deepEqual(await named(browser, 'upcoming'), ['Clinic 1', 'Clinic 2'])
  assert.deepEqual(await named(browser, 'cancelled'), ['Cancelled: Clinic 0'])
  const text = words((await browser.get(list)).text)
  assert.match(
    text,
    /Upcoming appointments \(2\) Pending cancellation Clinic 1 .* You have asked to cancel it\. .*Booked Clinic 2 /,
  )
  assert.match(
    text,
    /Cancelled appointments \(1\) Cancelled Cancelled: Clinic 0 appointment You are not booked\. You will not get a phone call\. Your hospital cancelled your appointment at 10am on Thursday 18 June \./,
  )
})

test('an appointment that has begun is upcoming until it ends', async () => {
  const { browser } = await patientWith([0], () => ({
    starts_at: '2026-06-15T08:00:00.000',
    ends_at: '2026-06-15T09:05:00.000',
  }))
  portal.clock.pass({ minutes: 4, seconds: 59 })
  assert.deepEqual(await named(browser, 'upcoming'), ['Clinic 0'])
  portal.clock.pass({ seconds: 1 })
  assert.deepEqual(await named(browser, 'upcoming'), [])
  assert.deepEqual(await named(browser, 'past'), ['Clinic 0'])
  portal.clock.set(MONDAY)
})

test('an appointment that was moved is shown once, at its new time', async () => {
  const { browser, patientId } = await patientWith([3, 12])
  const [old, next] = await portal.database('appointment').where('patient_id', patientId).orderBy('starts_at')
  await portal
    .database('appointment')
    .where('id', old.id)
    .update({ ...cancelled, cancelled_by: 'patient', moved_to_id: next.id })
  assert.deepEqual(await named(browser, 'upcoming'), ['Clinic 1'])
  assert.match(words((await browser.get(list)).text), /Upcoming appointments \(1\)/)
})

test('hidden appointments and other patients’ appointments are neither shown nor counted', async () => {
  const { browser, clinicId } = await patientWith([3, 4, 5, -6], index =>
    index === 1 ? { hidden: true } : index === 2 ? { holding: true } : {},
  )
  await someone(portal)
  assert.deepEqual(await named(browser, 'upcoming'), ['Clinic 0'])
  assert.match(words((await browser.get(list)).text), /Upcoming appointments \(1\).*Past appointments \(1\)/)
  const { trust_ods_code } = await portal.database('clinic').where('id', clinicId).first()
  await portal.database('visibility_rule').insert({ id: clinicId, trust_ods_code, clinic_id: clinicId })
  assert.match(words((await browser.get(list)).text), /Upcoming appointments \(0\).*Past appointments \(0\)/)
})

test('45 upcoming and 21 past appointments are paged separately, and each is shown exactly once', async () => {
  const { browser } = await patientWith([
    ...Array.from({ length: 45 }, (_, index) => 1 + Math.floor(index / 3)),
    ...Array.from({ length: 21 }, (_, index) => -1 - index),
  ])
  const pages = [1, 2, 3].map(page => named(browser, 'upcoming', `?upcoming=${page}`))
  const [first = [], second = [], third = []] = await Promise.all(pages)
  assert.deepEqual([first.length, second.length, third.length], [20, 20, 5])
  assert.equal(new Set([...first, ...second, ...third]).size, 45)

  const page = await browser.get(`${list}?past=2&upcoming=2`).expect(200)
  assert.match(
    words(page.text),
    /Upcoming appointments \(45\).*Page 2 of 3.*Past appointments \(21\).*Page 2 of 2/,
  )
  for (const href of [
    'cancelled=1&amp;past=2&amp;upcoming=1#upcoming',
    'cancelled=1&amp;past=2&amp;upcoming=3#upcoming',
    'cancelled=1&amp;upcoming=2&amp;past=1#past',
  ])
    assert.ok(page.text.includes(`href="${list}?${href}"`), href)
  assert.deepEqual(await named(browser, 'past', '?past=2&upcoming=2'), ['Clinic 65'])
})

test('an invalid page number shows the nearest page', async () => {
  const { browser } = await patientWith(Array.from({ length: 21 }, (_, index) => index + 1))
  for (const [query, shown] of [
    ['?upcoming=0', 20],
    ['?upcoming=-1', 20],
    ['?upcoming=2.5', 20],
    ['?upcoming=1e9', 20],
    ['?upcoming=abc&past=', 20],
    ['?upcoming=%00%F0%9F%98%80', 20],
    ['?upcoming=2&upcoming=1', 20],
    ['?upcoming[a]=2&upcoming[]=9', 20],
    ['?__proto__=1&constructor=2', 20],
    ['?upcoming=999999', 1],
    [`?upcoming=${'9'.repeat(400)}`, 20],
  ] as const)
    assert.equal((await named(browser, 'upcoming', query)).length, shown, query)
})

test('a patient cannot see the list without logging in', async () => {
  await portal
    .browser()
    .get(list)
    .expect(303)
    .expect('location', /^\/patient-portal\/log-in\?to=/)
  const { browser } = await patientWith([])
  await browser.head(list).expect(200)
})
