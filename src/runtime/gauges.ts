import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import { poolState } from '../database/pool.ts'
import { cachedProbe } from '../shared/cached-probe.ts'
import type { Clock } from '../shared/clock.ts'
import type { GaugeGroup, GaugeValue } from '../shared/gauges.ts'
import type { Metrics } from '../shared/metrics.ts'

/** Milliseconds: a flood of readers costs one connection, for as long as one answer takes. */
const FROM_THE_DATABASE = { every: 10_000, limit: 1000 }

/**
 * What is found out when the metrics are read. Every copy of the portal reads the same database, so over several
 * copies the greatest value counts, not the sum. What cannot be read is left out, and `portal_database_up` says so.
 */
export function addGauges(
  { registry }: Metrics,
  { clock, database }: { clock: Clock; database: Database },
  groups: readonly GaugeGroup<Database>[],
): void {
  const known = cachedProbe(async () => {
    const now = clock.now()
    const values: Record<string, GaugeValue> = {}
    for (const group of groups) Object.assign(values, await group.read(database, now))
    return values
  }, FROM_THE_DATABASE)
  const pool = () => poolState(database)

  add('database_pool_used', 'Database connections at work.', () => pool().used)
  add('database_pool_free', 'Database connections idle.', () => pool().free)
  add('database_pool_pending', 'Requests that wait for a database connection.', () => pool().pending)
  add('database_up', '1 when what follows could be read.', async () => ((await known()) ? 1 : 0))
  for (const { help, labels = {} } of groups)
    for (const [name, words] of Object.entries(help))
      add(name, words, async () => (await known())?.[name], labels[name])

  function add(
    name: string,
    help: string,
    read: () => GaugeValue | Promise<GaugeValue | undefined>,
    label?: string,
  ) {
    new Gauge({
      name: `portal_${name}`,
      help,
      labelNames: label ? [label] : [],
      registers: [registry],
      async collect() {
        this.reset()
        const value = await read()
        if (value === undefined) {
          if (!label) this.remove()
        } else if (typeof value === 'number') this.set(value)
        else for (const [each, count] of Object.entries(value)) this.set({ [label ?? '']: each }, count)
      },
    })
  }
}
