import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { send } from '../../support/form.ts'
import { heading, hiddenFields, pageTitle, words } from '../../support/page.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  aRequest,
  everything,
  freeSlot,
  type LoggedInPatient,
  someoneLoggedIn,
} from './support.ts'

/** When an appointment changes while the patient looks at it, the page names the change, and the form does nothing. */
let portal: TestPortal
const [before1, after1] = [randomUUID(), randomUUID()]

before(async () => {
  portal = await aPortal()
  await portal.database('clinician').insert([
    { id: before1, name: 'Dr Old', role: 'Doctor' },
    { id: after1, name: 'Dr New', role: 'Doctor' },
  ])
})

after(() => portal.close())

/** The last page of each journey, ready to be sent. */
const journeys = {
  cancel: {
    trust: {},
    page: 'cancel/confirm',
    form: (them: LoggedInPatient) => aboutToCancel(them),
  },
  move: {
    trust: {},
    page: 'reschedule/check-new-time',
    form: async (them: LoggedInPatient) =>
      aboutToMove(portal, them, await freeSlot(portal, them, { days: 8 })),
  },
  ask: {
    trust: { reschedule_how: 'request' },
    page: 'reschedule/check-request',
    form: (them: LoggedInPatient) => aboutToAsk(them),
  },
}

const hospitalCancelled = {
  status: 'cancelled',
  attended: '4',
  cancelled_by: 'hospital',
  cancelled_at: '2026-06-15T09:00:00.000',
}

const changed: [string, object, string][] = [
  [
    'the time',
    { starts_at: '2026-06-23T12:30:00.000', ends_at: '2026-06-23T13:00:00.000', version: 2 },
    'it starts on Tuesday 23 June 2026 at 1:30pm (it was Monday 22 June 2026 at 10am)',
  ],
  [
    'the time, by a system that raises no version',
    { starts_at: '2026-06-22T10:00:00.000', ends_at: '2026-06-22T10:30:00.000' },
    'it starts on Monday 22 June 2026 at 11am (it was Monday 22 June 2026 at 10am)',
  ],
  ['the end', { ends_at: '2026-06-22T11:00:00.000' }, 'it ends on Monday 22 June 2026 at midday'],
  ['the place', { place: 'Clinic 9', version: 2 }, 'it is in a different place (it was Clinic 4 )'],
  ['the medium', { medium: 'VIDEO_CONSULTATION' }, 'it is now by video'],
  ['the clinician', { clinician_id: after1 }, 'who you will see has changed'],
  ['the status', { ...hospitalCancelled, version: 2 }, 'it is now: cancelled'],
  ['nothing but the version', { version: 2 }, 'it has been updated, with the same date, time and place'],
]

for (const [journey, { form, page, trust }] of Object.entries(journeys))
  test(`${journey}: a patient reads what the hospital has changed, and nothing is done`, async () => {
    const appointment = { clinician_id: before1, medium: 'FACE_TO_FACE', place: 'Clinic 4' }
    for (const [what, update, expected] of changed) {
      const them = await someoneLoggedIn(portal, { appointment, trust })
      const sent = await form(them)
      await portal.database('appointment').where('id', them.id).update(update)
      const untouched = await everything(portal.database)
      for (let again = 0; again < 2; again++) {
        const refused = await send(them.browser, `${them.address}/${page}`, sent)
        assert.equal(refused.status, 409, what)
        assert.equal(heading(refused.text), 'This appointment changed while you were looking at it')
        assert.ok(
          pageTitle(refused.text).startsWith('This appointment changed while you were looking at it - '),
        )
        assert.ok(words(refused.text).includes(expected), `${what}: ${words(refused.text)}`)
        assert.ok(
          words(refused.text).includes(
            `We did not ${journey === 'cancel' ? 'cancel' : 'reschedule'} it. Check what has changed:`,
          ),
        )
        assert.ok(refused.text.includes(`href="${them.address}"`))
      }
      assert.equal(await everything(portal.database), untouched, what)
    }
  })

for (const [journey, { form, page, trust }] of Object.entries(journeys))
  test(`${journey}: a patient who has made a request in another tab reads that`, async () => {
    const them = await someoneLoggedIn(portal, { trust })
    const sent = await form(them)
    await aRequest(portal.database, them.id, journey === 'cancel' ? 'reschedule' : 'cancel')
    const untouched = await everything(portal.database)
    const refused = await send(them.browser, `${them.address}/${page}`, sent)
    assert.equal(refused.status, 409)
    assert.ok(words(refused.text).includes('you have asked to change it'), words(refused.text))
    assert.equal(await everything(portal.database), untouched)
  })

test('a patient who has moved the appointment in another tab sees the old and the new time, and nothing is cancelled', async () => {
  const them = await someoneLoggedIn(portal)
  const cancelling = await aboutToCancel(them)
  const moving = await aboutToMove(portal, them, await freeSlot(portal, them, { days: 9 }))
  await send(them.browser, `${them.address}/reschedule/check-new-time`, moving).expect(303)
  const untouched = await everything(portal.database)
  const refused = await send(them.browser, `${them.address}/cancel/confirm`, cancelling)
  assert.equal(refused.status, 409)
  const text = words(refused.text)
  assert.ok(text.includes('it starts on Wednesday 24 June 2026 at 10am (it was Monday 22 June 2026 at 10am)'))
  assert.ok(text.includes('How it is now Date Wednesday 24 June 2026'), text)
  const { moved_to_id } = await portal.database('appointment').where('id', them.id).first()
  assert.ok(refused.text.includes(`href="/patient-portal/appointment/${moved_to_id}">View this appointment`))
  assert.equal(await everything(portal.database), untouched)
})

test('a patient who has cancelled in another tab reads that, and nothing is moved', async () => {
  const them = await someoneLoggedIn(portal)
  const moving = await aboutToMove(portal, them, await freeSlot(portal, them, { days: 9 }))
  await send(them.browser, `${them.address}/cancel/confirm`, await aboutToCancel(them)).expect(303)
  const untouched = await everything(portal.database)
  const refused = await send(them.browser, `${them.address}/reschedule/check-new-time`, moving)
  assert.equal(refused.status, 409)
  assert.ok(words(refused.text).includes('it is now: cancelled'))
  assert.equal(await everything(portal.database), untouched)
})

for (const [how, what] of [
  ['request', 'you now need to ask the booking team to change or cancel it'],
  ['phone', 'you now need to call the booking team to change or cancel it'],
] as const)
  test(`a patient reads that both changes are now by ${how}`, async () => {
    const them = await someoneLoggedIn(portal)
    const sent = await aboutToCancel(them)
    await portal
      .database('clinic')
      .where('id', them.clinicId)
      .update({ cancel_how: how, reschedule_how: how })
    const refused = await send(them.browser, `${them.address}/cancel/confirm`, sent).expect(409)
    assert.ok(words(refused.text).includes(what), words(refused.text))
  })

for (const [shown, now] of [
  ['at-once', 'request'],
  ['request', 'at-once'],
] as const)
  test(`a patient who read "${shown}" must confirm again when the method has become "${now}"`, async () => {
    const them = await someoneLoggedIn(portal, { clinic: { cancel_how: shown } })
    const sent = await aboutToCancel(them)
    await portal.database('clinic').where('id', them.clinicId).update('cancel_how', now)
    const untouched = await everything(portal.database)
    const refused = await send(them.browser, `${them.address}/cancel/confirm`, sent)
    assert.equal(refused.status, 409)
    assert.ok(
      words(refused.text).includes('the way to change or cancel it is different now'),
      words(refused.text),
    )
    assert.equal(await everything(portal.database), untouched)
    const again = await them.browser.get(`${them.address}/cancel/confirm`).expect(200)
    await send(them.browser, `${them.address}/cancel/confirm`, hiddenFields(again.text)).expect(303)
  })
