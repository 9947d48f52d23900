import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { up } from '../../migrations/0001-pas.ts'
import { up as rateLimits } from '../../migrations/0003-rate-limits.ts'
import { audit } from '../../src/database/audit.ts'
import type { Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { tell } from '../../src/database/outbox.ts'
import { DatabaseRateLimiter } from '../../src/database/rate-limiter.ts'
import { SessionStore } from '../../src/database/session-store.ts'
import type { Appointment, FreeTime } from '../../src/features/appointments/appointment.ts'
import * as appointments from '../../src/features/appointments/appointment-store.ts'
import { addRequest } from '../../src/features/appointments/change-request-store.ts'
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

test('rate limits in T-SQL', context =>
  matches(context, 'rate-limits', async database => {
    await rateLimits(database)
    const rule = { keyPrefix: 'limit', points: 1, duration: 60 }
    await new DatabaseRateLimiter(rule, database, { now: () => now }).consume('key')
  }))

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
