import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment } from '../../../src/features/appointments/appointment.ts'
import {
  seenField,
  seenText,
  startSeen,
  versionSeen,
  whatChanged,
} from '../../../src/features/appointments/seen.ts'
import { fc } from '../../support/fast-check.ts'

const start = Temporal.Instant.from('2026-06-22T09:00:00.123Z')

function appointment(changes: Partial<Appointment> = {}): Appointment {
  return {
    version: 3,
    status: 'booked',
    request: null,
    startsAt: start,
    endsAt: start.add({ minutes: 30 }),
    medium: 'FACE_TO_FACE',
    place: 'Clinic 4',
    site: { name: 'Infirmary', address: 'Leeds' },
    clinician: { name: 'Dr Ng', role: 'Doctor' },
    rules: { cancel: 'at-once', reschedule: 'request' },
    ...changes,
  } as Appointment
}

const seen = (it: Appointment) => seenField.parse(seenText(it))

test('the state a patient saw comes back from the form unchanged', () => {
  const it = seen(appointment())
  assert.equal(versionSeen(it), 3)
  assert.ok(startSeen(it).equals(start))
  assert.deepEqual(whatChanged(it, appointment()), [])
})

test('each difference that matters to a patient is found and named', () => {
  for (const [changes, named] of [
    [{ version: 4 }, ['version']],
    [{ status: 'cancelled' }, ['status']],
    [{ request: { kind: 'cancel', requestedAt: start, promisedBy: start } }, ['request']],
    [{ startsAt: start.add({ milliseconds: 1 }) }, ['start']],
    [{ endsAt: start.add({ hours: 1 }) }, ['end']],
    [{ medium: 'TELEPHONE' }, ['medium']],
    [{ place: null }, ['place']],
    [{ site: { name: 'Infirmary', address: 'York' } }, ['place']],
    [{ site: null }, ['place']],
    [{ clinician: null }, ['clinician']],
    [{ clinician: { name: 'Dr Ng', role: 'Nurse' } }, ['clinician']],
    [
      { version: 9, startsAt: start.subtract({ hours: 1 }), clinician: null },
      ['version', 'start', 'clinician'],
    ],
  ] as const)
    assert.deepEqual(whatChanged(seen(appointment()), appointment(changes as Partial<Appointment>)), named)
})

test('the longest names the PAS can store, in any alphabet, fit in the form', () => {
  const longest = appointment({
    place: '診'.repeat(200),
    site: { name: '療'.repeat(200), address: '所'.repeat(400) },
    clinician: { name: '医'.repeat(200), role: '師'.repeat(100) },
  })
  assert.deepEqual(whatChanged(seen(longest), longest), [])
})

test('any other value of the field is refused without an exception', () => {
  const own = seenText(appointment())
  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const parts = JSON.parse(Buffer.from(own, 'base64url').toString())
  for (const other of [
    '',
    own.slice(1),
    written({ ...parts }),
    written(parts.slice(1)),
    written([...parts, 'more']),
    written(parts.with(0, '3')),
    written(parts.with(1, 'gone')),
    written(parts.with(3, '2026-06-31T09:00:00Z')),
    written(parts.with(3, 'tomorrow')),
    written(parts.with(6, 'x'.repeat(901))),
    'x'.repeat(8001),
    null,
    [own],
  ])
    assert.equal(seenField.safeParse(other).success, false, String(other).slice(0, 80))
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => seenField.safeParse(text).success === false))
  fc.assert(fc.property(fc.json(), text => seenField.safeParse(written(JSON.parse(text))).success === false))
})

test('every accepted value can be compared and shown', () => {
  const instant = fc.date({ noInvalidDate: true }).map(date => date.toISOString())
  const like = fc.tuple(
    fc.maxSafeInteger(),
    fc.constant('booked'),
    fc.constantFrom('', 'cancel'),
    instant,
    instant,
    fc.string(),
    fc.string(),
    fc.string(),
    fc.string(),
  )
  fc.assert(
    fc.property(like, parts => {
      const read = seenField.safeParse(Buffer.from(JSON.stringify(parts)).toString('base64url'))
      if (!read.success) return
      startSeen(read.data).toString()
      whatChanged(read.data, appointment())
    }),
  )
})
