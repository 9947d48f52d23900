import type { Database } from '../../../src/database/database.ts'
import type { fc } from '../fast-check.ts'

/** Lets the scheduler of a run decide which query or transaction gets the connection next. Without one, none waits. */
export function scheduleConnections({ client }: Database, scheduler: () => fc.Scheduler | undefined): void {
  // Fixed statements would run at once, before the scheduler is asked.
  client.runAtOnce = () => undefined
  const acquire = client.acquireConnection.bind(client)
  client.acquireConnection = async () => {
    await scheduler()?.schedule(Promise.resolve(), 'the database')
    return acquire()
  }
}
