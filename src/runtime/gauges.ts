import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import { poolState } from '../database/pool.ts'
import { openRequestAges } from '../features/appointments/change-request-store.ts'
import { countRefusedRecords } from '../features/wayfinder/registered-patient-store.ts'
import { reportingState } from '../features/wayfinder/reporting-event-store.ts'
import { outboxState } from '../outbox/outbox.ts'
import { failingSeconds } from '../scheduling/lease-store.ts'
import { cachedProbe } from '../shared/cached-probe.ts'
import type { Clock } from '../shared/clock.ts'
import type { Metrics } from '../shared/metrics.ts'

/** Milliseconds: a flood of readers costs one connection, for as long as one answer takes. */
const FROM_THE_DATABASE = { every: 10_000, limit: 1000 }

/**
 * What is found out when the metrics are read. Every copy of the portal reads the same database, so over several
 * copies the greatest value counts, not the sum. What cannot be read is left out, and `portal_database_up` says so.
 */
export function addGauges({ registry }: Metrics, { clock, database }: { clock: Clock; database: Database }) {
  const known = cachedProbe(async () => {
    const now = clock.now()
    return {
      outbox: await outboxState(database, now),
      requests: await openRequestAges(database, now),
      reports: await reportingState(database, now),
      refusedRecords: await countRefusedRecords(database),
      failing: await failingSeconds(database, now),
    }
  }, FROM_THE_DATABASE)
  const pool = () => poolState(database)

  const gauges: [name: string, help: string, value: () => Value | Promise<Value>][] = [
    ['database_pool_used', 'Database connections at work.', () => pool().used],
    ['database_pool_free', 'Database connections idle.', () => pool().free],
    ['database_pool_pending', 'Requests that wait for a database connection.', () => pool().pending],
    ['database_up', '1 when what follows could be read.', async () => ((await known()) ? 1 : 0)],
    ['outbox_unsent', 'Events not sent yet.', async () => (await known())?.outbox.unsent],
    [
      'outbox_oldest_unsent_seconds',
      'Age of the oldest event not sent yet.',
      async () => (await known())?.outbox.oldestUnsentSeconds,
    ],
    [
      'outbox_set_aside',
      'Events given up on, for a person to look at.',
      async () => (await known())?.outbox.setAside,
    ],
    [
      'change_requests_past_promise',
      'Change requests still open after the time the patient was promised.',
      async () => (await known())?.requests.pastPromise,
    ],
    ['reports_unsent', 'Events that wait to be reported.', async () => (await known())?.reports.waiting],
    [
      'reports_oldest_unsent_seconds',
      'Age of the oldest event that waits to be reported.',
      async () => (await known())?.reports.oldestSeconds,
    ],
    [
      'reports_refused',
      'Events the reporting service refused, for a person to look at.',
      async () => (await known())?.reports.refused,
    ],
    [
      'records_refused',
      'Patients the record service refused, for a person to look at.',
      async () => (await known())?.refusedRecords,
    ],
    [
      'records_failing_seconds',
      'For how long the record service could not be told of patients; 0 when it could.',
      async () => (await known()) && ((await known())?.failing.records ?? 0),
    ],
  ]
  for (const [name, help, value] of gauges)
    new Gauge({
      name: `portal_${name}`,
      help,
      registers: [registry],
      async collect() {
        const now = await value()
        if (now === undefined) this.remove()
        else this.set(now)
      },
    })

  new Gauge({
    name: 'portal_change_requests_open',
    help: 'Change requests nobody has decided, by their age: up to 1, 3 or 7 days, or older.',
    labelNames: ['age'],
    registers: [registry],
    async collect() {
      this.reset()
      const { byAge } = (await known())?.requests ?? {}
      for (const [age, open] of Object.entries(byAge ?? {})) this.set({ age }, open)
    },
  })
}

/** Undefined where it could not be found out. */
type Value = number | undefined
