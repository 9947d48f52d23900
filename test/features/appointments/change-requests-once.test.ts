import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { auditedChanges } from '../../support/audited.ts'
import { type Fields, send } from '../../support/form.ts'
import { hiddenFields, words } from '../../support/page.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { slotsNotAsBooked } from './door.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  everything,
  freeSlot,
  type LoggedInPatient,
  someoneLoggedIn,
} from './support.ts'

/** A form that is sent repeatedly, from any place, makes one change and always gets the same answer. */
let portal: TestPortal

before(async () => {
  portal = await aPortal()
})

after(async () => {
  const notAsBooked = await slotsNotAsBooked(portal.database)
  await portal.close()
  assert.deepEqual(notAsBooked, [])
})

const journeys = {
  cancel: { trust: {}, page: 'cancel/confirm', form: aboutToCancel, changes: 1 },
  'ask to cancel': {
    trust: { cancel_how: 'request' },
    page: 'cancel/confirm',
    form: aboutToCancel,
    changes: 1,
  },
  move: {
    trust: {},
    page: 'reschedule/check-new-time',
    form: async (them: LoggedInPatient) =>
      aboutToMove(portal, them, await freeSlot(portal, them, { days: 8 })),
    changes: 2,
  },
  'ask to move': {
    trust: { reschedule_how: 'request' },
    page: 'reschedule/check-request',
    form: (them: LoggedInPatient) => aboutToAsk(them),
    changes: 1,
  },
}

/** A patient at the last form of a journey. */
async function atLastForm(journey: keyof typeof journeys) {
  const { trust, page, form } = journeys[journey]
  const them = await someoneLoggedIn(portal, { trust })
  return { ...them, form: await form(them), page: `${them.address}/${page}` }
}

async function changesBy(patientId: string) {
  const audited = await auditedChanges(portal.database).where('patient_id', patientId)
  const events = await portal
    .database('outbox')
    .join('appointment', 'appointment.id', 'outbox.subject_id')
    .where('patient_id', patientId)
  return [audited.length, events.length]
}

for (const journey of Object.keys(journeys) as (keyof typeof journeys)[]) {
  const { changes } = journeys[journey]

  test(`${journey}: 20 identical posts at the same time make one change and get 20 equal answers`, async () => {
    const { browser, form, page, patientId } = await atLastForm(journey)
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(browser, page, form)))
    for (const { status, headers } of answers) {
      assert.equal(status, 303)
      assert.equal(headers.location, answers[0]?.headers.location)
    }
    assert.deepEqual(await changesBy(patientId), [changes, changes])
  })

  test(`${journey}: a double click, sending again after Back, and a refresh have the same result`, async () => {
    const { browser, form, page, patientId } = await atLastForm(journey)
    const first = await send(browser, page, form).expect(303)
    const done = await everything(portal.database)
    const confirmation = words((await browser.get(String(first.headers.location)).expect(200)).text)
    for (let again = 0; again < 3; again++) {
      const repeat = await send(browser, page, form)
        .expect(303)
        .expect('location', String(first.headers.location))
      const page2 = await browser.get(String(repeat.headers.location)).expect(200)
      assert.equal(words(page2.text), confirmation)
    }
    assert.equal(await everything(portal.database), done)
    assert.deepEqual(await changesBy(patientId), [changes, changes])
  })

  test(`${journey}: a patient who logs out, logs in again and sends it again gets the same answer`, async () => {
    const { browser, form, page, person } = await atLastForm(journey)
    const first = await send(browser, page, form).expect(303)
    const out = await browser.get('/patient-portal/appointments').expect(200)
    await send(browser, '/patient-portal/log-out', { _csrf: String(hiddenFields(out.text)._csrf) }).expect(
      303,
    )
    const done = await everything(portal.database)
    assert.notEqual((await send(browser, page, form)).status, 200)

    const later = await portal.logIn(person)
    assert.equal((await send(later, page, form)).status, 403)
    const csrf = hiddenFields((await later.get('/patient-portal/appointments')).text)._csrf
    await send(later, page, { ...form, _csrf: String(csrf) })
      .expect(303)
      .expect('location', String(first.headers.location))
    assert.equal(await everything(portal.database), done)
  })
}

test('a patient who cancels in two tabs with two reasons cancels once, and both tabs confirm it', async () => {
  const { address, browser, form, id, page, patientId } = await atLastForm('cancel')
  const answers = await Promise.all([
    send(browser, page, { ...form, reason: 'private-care' }),
    send(browser, page, { ...form, reason: 'no-transport' }),
  ])
  for (const answer of answers) assert.equal(answer.headers.location, `${address}/cancel/received`)
  const { cancellation_reason } = await portal.database('appointment').where({ id }).first()
  assert.ok(['private-care', 'no-transport'].includes(cancellation_reason))
  assert.deepEqual(await changesBy(patientId), [1, 1])
})

test('a patient who chooses two times in two tabs gets one of them, and the other tab shows which', async () => {
  const them = await someoneLoggedIn(portal)
  const forms: Fields[] = []
  for (const days of [8, 9])
    forms.push(await aboutToMove(portal, them, await freeSlot(portal, them, { days })))
  const page = `${them.address}/reschedule/check-new-time`
  const answers = await Promise.all(forms.map(form => send(them.browser, page, form)))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
  const won = answers.findIndex(({ status }) => status === 303)
  const booked = await portal.database('appointment').where({ patient_id: them.patientId, status: 'booked' })
  assert.deepEqual(
    booked.map(({ slot_id }) => slot_id),
    [forms[won]?.slotId],
  )
  const text = words(answers[1 - won]?.text ?? '')
  assert.match(
    text,
    /it starts on (Tuesday 23|Wednesday 24) June 2026 at 10am \(it was Monday 22 June 2026 at 10am\)/,
  )
  assert.deepEqual(await changesBy(them.patientId), [2, 2])
})

test('when a patient cancels in one tab and moves in another at the same moment, only one of them succeeds', async () => {
  const them = await someoneLoggedIn(portal)
  const cancelling = await aboutToCancel(them)
  const moving = await aboutToMove(portal, them, await freeSlot(portal, them, { days: 8 }))
  const answers = await Promise.all([
    send(them.browser, `${them.address}/reschedule/check-new-time`, moving),
    send(them.browser, `${them.address}/cancel/confirm`, cancelling),
  ])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 409])
  const booked = await portal.database('appointment').where({ patient_id: them.patientId, status: 'booked' })
  assert.equal(booked.length, answers[0]?.status === 303 ? 1 : 0)
})

test('a patient whose request was declined can make a new one', async () => {
  const them = await atLastForm('ask to cancel')
  await send(them.browser, them.page, them.form).expect(303)
  const decided = { status: 'declined', decided_at: '2026-06-15T10:00:00.000' }
  await portal.database('change_request').where('appointment_id', them.id).update(decided)
  await send(them.browser, them.page, them.form).expect(303)
  const requests = () => portal.database('change_request').where('appointment_id', them.id)
  assert.equal((await requests()).length, 1, 'the old form makes no new request')
  await send(them.browser, them.page, await aboutToCancel(them)).expect(303)
  assert.equal((await requests()).length, 2)
  assert.deepEqual(await changesBy(them.patientId), [2, 2])
})
