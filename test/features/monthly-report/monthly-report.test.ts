import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { Database } from '../../../src/database/database.ts'
import { monthlyCsv, periodOf } from '../../../src/features/monthly-report/monthly-report.ts'
import {
  addReportingEvent,
  type NewReportingEvent,
} from '../../../src/features/wayfinder/reporting-event-store.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'

/** The middle of a month. */
const at = Temporal.Instant.from('2026-10-15T09:00:00Z')

async function saveEvents(
  database: Database,
  times: number,
  event: Partial<NewReportingEvent> & Pick<NewReportingEvent, 'kind'>,
) {
  await database.transaction(async transaction => {
    for (let count = 0; count < times; count++)
      await addReportingEvent(transaction, {
        at,
        patientId: randomUUID(),
        trust: 'RFF',
        specialty: '320',
        ...event,
      })
  })
}

function figures(csv: string): Record<string, string> {
  const [, ...lines] = csv.trimEnd().split('\r\n')
  return Object.fromEntries(
    lines.map(line => {
      const [, , specialty, ...rest] = line.split(',')
      const value = rest.pop() ?? ''
      return [`${specialty}: ${rest.join(',').replaceAll('"', '')}`, value]
    }),
  )
}

const REPORTED: [Partial<NewReportingEvent> & Pick<NewReportingEvent, 'kind'>, string][] = [
  [{ kind: 'appointment-viewed' }, 'Appointments opened by a link of the NHS App'],
  [{ kind: 'appointment-cancelled', details: { by: 'patient' } }, 'Appointments cancelled by the patient'],
  [{ kind: 'appointment-cancelled', details: { by: 'hospital' } }, 'Appointments cancelled by the hospital'],
  [{ kind: 'appointment-moved', details: { by: 'patient' } }, 'Appointments moved by the patient'],
  [{ kind: 'appointment-moved', details: { by: 'hospital' } }, 'Appointments moved by the hospital'],
  [{ kind: 'cancellation-requested' }, 'Cancellations requested'],
  [{ kind: 'cancellation-done', details: { minutes: 60 } }, 'Cancellation requests done'],
  [{ kind: 'cancellation-declined', details: { minutes: 60 } }, 'Cancellation requests declined'],
  [{ kind: 'reschedule-requested' }, 'Reschedules requested'],
  [{ kind: 'reschedule-done', details: { minutes: 60 } }, 'Reschedule requests done'],
  [{ kind: 'reschedule-declined', details: { minutes: 60 } }, 'Reschedule requests declined'],
  [{ kind: 'appointment-missed' }, 'Appointments missed'],
]

onEachDatabase('each kind of event is counted under its own name, by specialty and in total', async t => {
  const database = await aDatabase(t)
  for (const [place, [event]] of REPORTED.entries()) {
    await saveEvents(database, 10 + 5 * place, event)
    await saveEvents(database, 20, { ...event, specialty: '330' })
    await saveEvents(database, 50, { ...event, trust: 'RXX' })
  }
  const report = figures(await monthlyCsv(database, '2026-10', 'RFF'))
  for (const [place, [, measure]] of REPORTED.entries()) {
    assert.equal(report[`320: ${measure}`], String(10 + 5 * place), measure)
    assert.equal(report[`330: ${measure}`], '20')
    assert.equal(report[`All: ${measure}`], String(30 + 5 * place))
  }
  assert.equal(report['All: Median hours until a request was answered'], '1')
})

onEachDatabase('log-ins count for the trusts where the patient has an appointment', async t => {
  const database = await aDatabase(t)
  const people = Array.from({ length: 12 }, () => randomUUID())
  for (const patientId of people) {
    await saveEvents(database, 1, { kind: 'appointment', patientId, at: at.subtract({ hours: 24 * 90 }) })
    const logIn = { kind: 'log-in', patientId, trust: undefined, specialty: undefined } as const
    await saveEvents(database, 2, { ...logIn, details: { outcome: 'success', fromNhsApp: true } })
    await saveEvents(database, 1, { ...logIn, details: { outcome: 'success', fromNhsApp: false } })
    await saveEvents(database, 1, { ...logIn, details: { outcome: 'details-differ' } })
    await saveEvents(database, 1, { ...logIn, details: { outcome: 'not-online' } })
  }
  const stranger = { kind: 'log-in', trust: undefined, specialty: undefined } as const
  await saveEvents(database, 40, { ...stranger, details: { outcome: 'success' } })
  await saveEvents(database, 40, { ...stranger, patientId: undefined, details: { outcome: 'no-record' } })
  const report = figures(await monthlyCsv(database, '2026-10', 'RFF'))
  assert.equal(report['All: People who logged in'], '10')
  assert.equal(report['All: Log-ins'], '35')
  assert.equal(report['All: Log-ins by a link of the NHS App'], '25')
  assert.equal(report['All: Log-ins failed, date of birth differs'], '10')
  assert.equal(report['All: Log-ins failed, other'], '10')
})

test('a month begins and ends at midnight in London', async t => {
  assert.equal(periodOf('2026-10').from.toString(), '2026-09-30T23:00:00Z')
  assert.equal(periodOf('2026-10').until.toString(), '2026-11-01T00:00:00Z')
  const database = await aDatabase(t)
  for (const [time, times] of Object.entries({
    '2026-09-30T22:59:59.999Z': 100,
    '2026-09-30T23:00:00Z': 10,
    '2026-10-31T23:59:59.999Z': 20,
    '2026-11-01T00:00:00Z': 200,
  }))
    await saveEvents(database, times, { kind: 'appointment-missed', at: Temporal.Instant.from(time) })
  const report = figures(await monthlyCsv(database, '2026-10', 'RFF'))
  assert.equal(report['All: Appointments missed'], '30')
})

test('the report of a month stays the same after later changes, and no patient can be identified in it', async t => {
  const database = await aDatabase(t)
  const patientId = randomUUID()
  await saveEvents(database, 7, { kind: 'appointment-missed' })
  await saveEvents(database, 30, { kind: 'appointment-viewed', patientId })
  const first = await monthlyCsv(database, '2026-10', 'RFF')
  await saveEvents(database, 30, {
    kind: 'appointment-missed',
    at: Temporal.Instant.from('2026-11-02T09:00:00Z'),
  })
  assert.equal(await monthlyCsv(database, '2026-10', 'RFF'), first)
  const report = figures(first)
  assert.equal(report['320: Appointments missed'], '*')
  assert.equal(report['320: Appointments opened by a link of the NHS App'], '30')
  assert.equal(report['320: People who opened an appointment by a link of the NHS App'], '*')
  assert.ok(!first.includes(patientId))
  assert.match(first, /^Month,Trust,Treatment function,Measure,Value\r\n2026-10,RFF,All,/)
})
