import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { up } from '../../migrations/0001-pas.ts'
import * as chainAndLease from '../../migrations/0002-audit-chain-and-outbox-lease.ts'
import { audit } from '../../src/database/audit.ts'
import { verifyAudit } from '../../src/database/audit-verification.ts'
import type { Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { outboxState, tell } from '../../src/database/outbox.ts'
import * as lease from '../../src/database/outbox-lease.ts'
import { SessionStore } from '../../src/database/session-store.ts'
import type { Appointment, FreeTime } from '../../src/features/appointments/appointment.ts'
import * as appointments from '../../src/features/appointments/appointment-store.ts'
import { addRequest, openRequestAges } from '../../src/features/appointments/change-request-store.ts'
import * as slots from '../../src/features/appointments/slot-store.ts'
import { useOnce } from '../../src/features/log-in/used-once-store.ts'
import * as patients from '../../src/features/patients/patient-store.ts'
import { recordTSql } from '../support/t-sql-recorder.ts'

/*
 * The T-SQL of every statement and migration, kept in files so that a change in it is seen in review. To accept a
 * change: `node --test --test-update-snapshots test/database/t-sql.test.ts`.
 */

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const appointment = { id: 'a', version: 1, clinicId: 'c', slotId: 's', changesMade: 0 } as Appointment
const time = { slotId: 't', startsAt: now, endsAt: now.add({ minutes: 30 }) } as FreeTime
const list = { side: 'upcoming', now, offset: 20, most: 20 } as const

test('the schema in T-SQL', context => matches(context, 'schema', up))

test('appointments in T-SQL', context =>
  matches(context, 'appointment-store', async database => {
    await appointments.findAppointment(database, 'p', 'a')
    await appointments.listAppointments(database, 'p', list)
    await appointments.listAppointments(database, 'p', { ...list, side: 'past' })
    await appointments.countAppointments(database, 'p', 'upcoming', now)
    await appointments.nextAppointment(database, 'p', now)
    await appointments.markCancelled(database, appointment, { reason: 'other', now })
    await appointments.raiseVersion(database, appointment)
  }))

test('slots in T-SQL', context =>
  matches(context, 'slot-store', async database => {
    await slots.freeTimes(database, 'p', appointment, now)
    await slots.findFreeTime(database, 'p', appointment, now, 't')
    await slots.takePlace(database, time.slotId)
    await slots.givePlaceBack(database, 's')
  }))

test('change requests, audit and outbox in T-SQL', context =>
  matches(context, 'change', async database => {
    const request = {
      appointmentId: 'a',
      kind: 'cancel',
      reason: 'other',
      requestedAt: now,
      promisedBy: now,
    } as const
    await addRequest(database, request)
    await audit(database, { kind: 'patient', patientId: 'p' }, 'cancelled', appointment, now)
    await tell(database, 'appointment-cancelled', appointment, now)
  }))

test('patients, sessions and what is used once in T-SQL', context =>
  matches(context, 'log-in', async database => {
    await patients.findPatientByNhsNumber(database, '9990000018')
    await patients.findPatient(database, 'p')
    await useOnce(database, 'value', now)
    const store = new SessionStore(database, { now: () => now }, () =>
      Temporal.Duration.from({ minutes: 10 }),
    )
    const session = { cookie: { originalMaxAge: null } }
    await new Promise(done => store.get('id', done))
    await new Promise(done => store.set('id', session, done))
    await new Promise(done => store.touch('id', session, done))
    await new Promise(done => store.destroy('id', done))
    await clearExpired(database, now)
  }))

test('the audit chain and the outbox lease in T-SQL, there and back', context =>
  matches(context, 'schema-0002', async database => {
    await chainAndLease.up(database)
    await chainAndLease.down(database)
  }))

test('the worker’s statements in T-SQL', context =>
  matches(context, 'outbox', async database => {
    const event = { id: 'e', leaseId: 'l' } as lease.LentEvent
    await lease.borrowEvents(database, { now, lease: { seconds: 60 }, most: 10 })
    await lease.settle(database, event, now)
    await lease.putBack(database, event, now)
    await lease.setAside(database, event, now)
    await outboxState(database, now)
    await openRequestAges(database, now)
  }))

test('the walk through the audit log in T-SQL', context =>
  matches(context, 'audit-verification', database => verifyAudit(database, { fault() {}, outside() {} })))

async function matches(context: TestContext, name: string, run: (database: Transaction) => Promise<unknown>) {
  const { database, statements } = recordTSql()
  await run(database)
  const file = fileURLToPath(new URL(`t-sql/${name}.sql`, import.meta.url))
  const text = statements.map(statement => `${inLines(statement)}\n`).join('\n')
  context.assert.fileSnapshot(text, file, { serializers: [value => String(value)] })
}

/** A line for each column and clause, so that a review shows the one that changed. */
function inLines(statement: string): string {
  return statement
    .replaceAll(/, (?=\[|constraint)/gi, ',\n  ')
    .replaceAll(/ (?=(?:from|left join|inner join|where|and|order by|offset|values)\b)/g, '\n')
}
