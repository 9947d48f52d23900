import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wayfinderEvent } from '../../../src/dev/simulator/reporting-events.ts'
import type { ReportedEvent } from '../../../src/features/wayfinder/coded-event.ts'
import { toWayfinder } from '../../../src/features/wayfinder/reporting-service-events.ts'
import { MAX_BATCH_BYTES, takeBatch } from '../../../src/features/wayfinder/send-reports.ts'
import type { WayfinderEvent } from '../../../src/gateways/reporting-service/reporting-service.ts'
import { fc } from '../../support/fast-check.ts'

const at = Temporal.Instant.from('2026-06-15T09:00:00.123456Z')
const Timestamp = '2026-06-15T09:00:00.123Z'
const [appointmentId, sessionId, movedToId, letterId] = ['a1', 's1', 'a2', 'l1']
const nhsNumber = '9990000018'
const trackingId = '95c487ab-d152-4cba-9c75-e8fd91a65906'

function of(kind: string, details: Record<string, unknown> = {}): ReportedEvent {
  return { kind, at, nhsNumber, appointmentId, sessionId, trust: 'RFF', details }
}

const start = { startsAt: '2026-07-01T08:30:00Z', status: 'booked' }
const itself = { NHSNumber: nhsNumber, Id: appointmentId, ODSCode: 'RFF', Status: 'booked' }
const [AppointmentId, SessionId] = [appointmentId, sessionId]

const CODED: [ReportedEvent, WayfinderEvent][] = [
  [
    of('log-in', { outcome: 'success', inNhsApp: true, device: 'a phone', trackingId }),
    {
      EventCode: 'SESSION',
      Id: sessionId,
      NHSNumber: nhsNumber,
      isOpenInNHSApp: true,
      Device: 'a phone',
      Status: 'success',
      TrackingId: trackingId,
    },
  ],
  ...(['details-differ', 'no-record', 'under-16', 'not-online'] as const).map(
    (outcome): [ReportedEvent, WayfinderEvent] => [
      of('log-in', { outcome, inNhsApp: false, device: '' }),
      {
        EventCode: 'SESSION',
        Id: sessionId,
        NHSNumber: nhsNumber,
        isOpenInNHSApp: false,
        Status: outcome === 'details-differ' ? 'dobMissmatch' : 'failed',
      },
    ],
  ),
  [
    of('appointment', { ...start, encounterClass: 'outpatient' }),
    { EventCode: 'APPT', ...itself, AppointmentDate: '2026-07-01T08:30:00.000Z' },
  ],
  [
    of('appointment', { ...start, encounterClass: 'inpatient' }),
    { EventCode: 'ADMISSION', ...itself, TCIDate: '2026-07-01T08:30:00.000Z', EncounterClass: 'Inpatient' },
  ],
  [
    of('appointment', { ...start, encounterClass: 'daycase' }),
    { EventCode: 'ADMISSION', ...itself, TCIDate: '2026-07-01T08:30:00.000Z', EncounterClass: 'Daycase' },
  ],
  [
    of('appointment-viewed', { encounterClass: 'outpatient', trackingId }),
    { EventCode: 'APPT-VIEW', AppointmentId, SessionId, TrackingId: trackingId },
  ],
  [
    of('appointment-viewed', { encounterClass: 'daycase' }),
    { EventCode: 'ADMISSION-VIEW', AppointmentId, SessionId },
  ],
  [of('cancellation-requested'), { EventCode: 'APPT-REQUEST-CANC', AppointmentId, SessionId }],
  [of('reschedule-requested'), { EventCode: 'APPT-REQUEST-RESCH', AppointmentId, SessionId }],
  [
    of('appointment-cancelled', { by: 'patient' }),
    { EventCode: 'APPT-CANC', AppointmentId, Reason: 'PATIENT' },
  ],
  [
    of('appointment-cancelled', { by: 'hospital' }),
    { EventCode: 'APPT-CANC', AppointmentId, Reason: 'HOSPITAL' },
  ],
  [
    of('appointment-moved', { by: 'patient', movedToId }),
    { EventCode: 'APPT-RESCH', AppointmentId, NewAppointmentId: movedToId, Reason: 'PATIENT' },
  ],
  [of('appointment-missed'), { EventCode: 'APPT-DNA', AppointmentId }],
  [
    of('letter', { letterId, letterKind: 'outcome', datedOn: '2026-06-30', receipt: 'Unread' }),
    {
      EventCode: 'DOC',
      NHSNumber: nhsNumber,
      Id: letterId,
      AppointmentId,
      DocumentDate: '2026-06-29T23:00:00.000Z',
      DocumentType: 'Appointment Outcome letter',
      ODSCode: 'RFF',
      Status: 'Unread',
    },
  ],
  [
    of('letter-viewed', { letterId, trackingId }),
    { EventCode: 'DOC-VIEW', DocumentId: letterId, SessionId, TrackingId: trackingId },
  ],
  [of('letter-opened', { letterId }), { EventCode: 'DOC-OPEN', DocumentId: letterId, SessionId }],
]

for (const [event, coded] of CODED)
  test(`${event.kind} ${JSON.stringify(event.details)} is reported as ${coded.EventCode}`, () => {
    assert.deepEqual(toWayfinder(event), { Timestamp, ...coded })
    assert.deepEqual(wayfinderEvent.parse(toWayfinder(event)), { Timestamp, ...coded })
  })

const NOT_SENT: [string, ReportedEvent][] = [
  ['of a patient who may not be reported', { ...of('appointment-missed'), nhsNumber: undefined }],
  ['that is for the monthly report only', of('cancellation-declined', { minutes: 3 })],
  [
    'in a session of a release without session ids',
    { ...of('cancellation-requested'), sessionId: undefined },
  ],
  [
    'of an admission, for which there is no code',
    of('appointment-cancelled', { encounterClass: 'inpatient', by: 'patient' }),
  ],
  ['of an unknown kind', of('something-new')],
]

for (const [what, event] of NOT_SENT)
  test(`an event ${what} is not sent`, () => assert.equal(toWayfinder(event), undefined))

const kinds = [...new Set(CODED.map(([{ kind }]) => kind))]
const anyEvent = fc.record({
  kind: fc.constantFrom(...kinds, 'reschedule-done'),
  at: fc.integer({ min: 0, max: 4e12 }).map(time => Temporal.Instant.fromEpochMilliseconds(time)),
  nhsNumber: fc.option(fc.constant(nhsNumber), { nil: undefined }),
  appointmentId: fc.uuid(),
  sessionId: fc.option(fc.uuid(), { nil: undefined }),
  trust: fc.constantFrom('RFF', 'Z1'),
  details: fc.record({
    outcome: fc.constantFrom('success', 'details-differ', 'no-record'),
    inNhsApp: fc.boolean(),
    device: fc.string({ unit: 'binary', maxLength: 256 }),
    trackingId: fc.option(fc.uuid(), { nil: undefined }),
    startsAt: fc.constant('2026-07-01T08:30:00Z'),
    status: fc.constantFrom('booked', 'fulfilled', 'cancelled', 'noshow'),
    encounterClass: fc.constantFrom('outpatient', 'inpatient', 'daycase'),
    by: fc.constantFrom('patient', 'hospital'),
    movedToId: fc.uuid(),
    letterId: fc.option(fc.uuid(), { nil: undefined }),
    letterKind: fc.constantFrom('referral', 'scheduling', 'outcome', 'update', 'other'),
    datedOn: fc.constantFrom('2026-06-30', '2026-02-30', undefined),
    receipt: fc.constantFrom('Unread', 'Seen', 'Read'),
  }),
})

test('every event sent is valid for the service, and no batch is over 2 megabytes', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { minLength: 1, maxLength: 50 }),
      fc.integer({ min: 1, max: 200 }),
      (some, times) => {
        let ready = Array.from({ length: times }, () => some)
          .flat()
          .map(toWayfinder)
          .flatMap((event, id) => (event ? { id, event } : []))
        for (const { event } of ready.slice(0, some.length)) wayfinderEvent.parse(event)
        let last = -1
        while (ready.length > 0) {
          const batch = takeBatch(ready)
          assert.ok(batch.length > 0)
          assert.ok(Buffer.byteLength(JSON.stringify(batch.map(({ event }) => event))) <= MAX_BATCH_BYTES)
          for (const { id } of batch) {
            assert.ok(id > last, 'in order')
            last = id
          }
          ready = ready.slice(batch.length)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a batch takes as many events as fit', () => {
  const event = { EventCode: 'X'.repeat(MAX_BATCH_BYTES / 4 - 20) }
  const ready = Array.from({ length: 9 }, (_, id) => ({ id, event }))
  assert.equal(takeBatch(ready).length, 4)
  assert.equal(takeBatch([{ id: 1, event: { EventCode: 'X'.repeat(MAX_BATCH_BYTES) } }]).length, 1)
})
