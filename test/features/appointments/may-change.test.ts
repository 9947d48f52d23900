import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment } from '../../../src/features/appointments/appointment.ts'
import { mayChange } from '../../../src/features/appointments/may-change.ts'

const start = Temporal.Instant.from('2026-06-22T09:00Z')
const weekBefore = start.subtract({ hours: 24 * 7 })
const minute = { minutes: 1 }

/** An appointment with only the fields that the rules read. */
function appointment(
  changes: Partial<Appointment> = {},
  rules: Partial<Appointment['rules']> = {},
): Appointment {
  return {
    status: 'booked',
    priority: 'ROUTINE',
    request: null,
    startsAt: start,
    changesMade: 0,
    rules: {
      cancel: 'at-once',
      reschedule: 'at-once',
      minimumNoticeHours: 48,
      maxChanges: 2,
      promiseWorkingHours: 20,
      ...rules,
    },
    ...changes,
  } as Appointment
}

const requested = (kind: 'cancel' | 'reschedule') => ({
  request: { id: 'r', kind, byHospital: false, requestedAt: weekBefore, promisedBy: weekBefore, claim: null },
})

test('cancelling and moving each follow their own rule of the trust', () => {
  for (const cancel of ['at-once', 'request'] as const)
    for (const reschedule of ['at-once', 'request'] as const) {
      const theirs = appointment({}, { cancel, reschedule })
      assert.deepEqual(mayChange(theirs, 'cancel', weekBefore), { how: cancel })
      assert.deepEqual(mayChange(theirs, 'reschedule', weekBefore), { how: reschedule })
    }
})

test('a phone-only rule stops that kind of change and not the other', () => {
  const theirs = appointment({}, { cancel: 'phone', reschedule: 'request' })
  assert.deepEqual(mayChange(theirs, 'cancel', weekBefore), { obstacle: 'phone-only' })
  assert.deepEqual(mayChange(theirs, 'reschedule', weekBefore), { how: 'request' })
})

test('a two-week wait can be changed by phone only, for all settings', () => {
  for (const kind of ['cancel', 'reschedule'] as const) {
    const theirs = appointment({ priority: 'TWO_WEEK_WAIT' }, { minimumNoticeHours: 0 })
    assert.deepEqual(mayChange(theirs, kind, weekBefore), { obstacle: 'phone-only' })
  }
})

test('the minimum notice ends exactly the set number of hours before the start', () => {
  const latest = start.subtract({ hours: 48 })
  for (const kind of ['cancel', 'reschedule'] as const) {
    assert.deepEqual(mayChange(appointment(), kind, latest), { how: 'at-once' })
    assert.deepEqual(mayChange(appointment(), kind, latest.add({ milliseconds: 1 })), {
      obstacle: 'too-late',
    })
  }
})

test('the notice counts elapsed hours, also when the clocks change', () => {
  const sunday = { startsAt: Temporal.Instant.from('2026-03-29T09:00Z') }
  const rules = { minimumNoticeHours: 24 }
  const latest = Temporal.Instant.from('2026-03-28T09:00Z')
  assert.deepEqual(mayChange(appointment(sunday, rules), 'cancel', latest), { how: 'at-once' })
  assert.deepEqual(mayChange(appointment(sunday, rules), 'cancel', latest.add(minute)), {
    obstacle: 'too-late',
  })
})

test('with no minimum notice a change is possible until the appointment begins', () => {
  const theirs = appointment({}, { minimumNoticeHours: 0 })
  assert.deepEqual(mayChange(theirs, 'cancel', start.subtract({ milliseconds: 1 })), { how: 'at-once' })
  assert.deepEqual(mayChange(theirs, 'cancel', start), { obstacle: 'over' })
})

test('the maximum number of changes stops another move, but not a cancellation', () => {
  assert.deepEqual(mayChange(appointment({ changesMade: 1 }), 'reschedule', weekBefore), { how: 'at-once' })
  for (const changesMade of [2, 3]) {
    const moved = appointment({ changesMade })
    assert.deepEqual(mayChange(moved, 'reschedule', weekBefore), { obstacle: 'changed-too-often' })
    assert.deepEqual(mayChange(moved, 'cancel', weekBefore), { how: 'at-once' })
  }
  const never = appointment({}, { maxChanges: 0 })
  assert.deepEqual(mayChange(never, 'reschedule', weekBefore), { obstacle: 'changed-too-often' })
})

test('an appointment that is over, cancelled or has an open request cannot be changed', () => {
  for (const kind of ['cancel', 'reschedule'] as const) {
    const stopped = (changes: Partial<Appointment>, now = weekBefore) =>
      mayChange(appointment(changes), kind, now).obstacle
    assert.equal(stopped({ status: 'cancelled' }), 'cancelled')
    assert.equal(stopped({ status: 'fulfilled' }), 'over')
    assert.equal(stopped({ status: 'noshow' }), 'over')
    assert.equal(stopped({}, start), 'over')
    assert.equal(stopped({}, start.add(minute)), 'over')
    assert.equal(stopped(requested('cancel')), 'cancellation-pending')
    assert.equal(stopped(requested('reschedule')), 'reschedule-pending')
  }
})

test('when several rules forbid a change, the patient reads only the most important one', () => {
  const everything = { ...requested('cancel'), changesMade: 9, priority: 'TWO_WEEK_WAIT' as const }
  const late = start.subtract(minute)
  assert.equal(
    mayChange(appointment({ ...everything, status: 'cancelled' }), 'cancel', late).obstacle,
    'cancelled',
  )
  assert.equal(mayChange(appointment(everything), 'cancel', start).obstacle, 'over')
  assert.equal(mayChange(appointment(everything), 'reschedule', late).obstacle, 'cancellation-pending')
  const withoutRequest = appointment({ ...everything, request: null })
  assert.equal(mayChange(withoutRequest, 'reschedule', late).obstacle, 'phone-only')
})
