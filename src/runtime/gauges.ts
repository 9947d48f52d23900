import { Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import { poolState } from '../database/pool.ts'
import { cachedProbe } from '../shared/cached-probe.ts'
import type { Clock } from '../shared/clock.ts'
import type { GaugeGroup, GaugeValue } from '../shared/gauges.ts'
import type { Metrics } from '../shared/metrics.ts'

/** Milliseconds. However often the metrics are scraped, they use at most one database connection. */
const DATABASE_PROBE = { interval: 10_000, timeout: 1000 }

/**
 * Adds gauges that are read when the metrics are scraped. All processes read the same database, so dashboards must use
 * the maximum over the processes, not the sum. When the database cannot be read its gauges are absent and
 * `portal_database_up` is 0.
 */
export function addGauges(
  { registry }: Metrics,
  { clock, database }: { clock: Clock; database: Database },
  groups: readonly GaugeGroup<Database>[],
): void {
  const quick = groups.filter(({ keepForMinutes }) => keepForMinutes === undefined)
  const readQuick = cachedProbe(async () => {
    const now = clock.now()
    const values: Record<string, GaugeValue> = {}
    for (const group of quick) Object.assign(values, await group.read(database, now))
    return values
  }, DATABASE_PROBE)
  /**
   * What takes long has a probe of its own, so that it hides no other gauge and is no sign of a database that is down. It
   * follows the quick ones, so that there is still one connection at a time.
   */
  const probeOf = (group: GaugeGroup<Database>) =>
    group.keepForMinutes === undefined
      ? readQuick
      : cachedProbe(async () => ((await readQuick()) ? group.read(database, clock.now()) : undefined), {
          ...DATABASE_PROBE,
          interval: group.keepForMinutes * 60_000,
        })
  const pool = () => poolState(database)

  add('database_pool_used', 'Database connections in use.', () => pool().used)
  add('database_pool_free', 'Database connections idle.', () => pool().free)
  add('database_pool_pending', 'Requests waiting for a database connection.', () => pool().pending)
  add('database_up', '1 when the gauges from the database could be read.', async () =>
    (await readQuick()) ? 1 : 0,
  )
  for (const group of groups) {
    const { help, labels = {} } = group
    const read = probeOf(group)
    for (const [name, text] of Object.entries(help))
      add(name, text, async () => (await read())?.[name], labels[name])
  }

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
        else
          for (const [labelValue, count] of Object.entries(value))
            this.set({ [label ?? '']: labelValue }, count)
      },
    })
  }
}
