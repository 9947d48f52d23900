import { loadConfig } from './config.ts'
import { logCrashes } from './crashes.ts'
import { type Portal, startPortal } from './portal.ts'
import { systemClock } from './shared/clock.ts'
import { createLog } from './shared/log.ts'
import { stopOnSignals } from './stop-signals.ts'
import { startTimetable } from './timetable.ts'

/** `npm start`: the pages, and in the demonstration everything they need. */
async function start() {
  const config = loadConfig()
  const log = createLog(config.logLevel)
  const portal = await startPortal(config, { clock: systemClock, log })
  // In production the timetable is a process of its own: `npm run worker`.
  const { database, wayfinder } = portal
  const timetable = config.production
    ? undefined
    : startTimetable({ database, clock: systemClock, log, wayfinder })
  log.info({ port: portal.port }, 'listening')
  if (!config.nhsLogin) welcome(portal)

  stopOnSignals(log, async () => {
    await portal.stopAnswering()
    await timetable?.stop()
    await portal.close()
  })
}

function welcome({ baseUrl, nhsAppUrl }: Portal) {
  process.stdout.write(`
The patient portal is ready, with invented people.

  1. Open ${nhsAppUrl} - the simulated NHS App. Choose Amira Shah, then one of her appointments.
  2. Or open ${baseUrl} - the portal itself. Choose Continue, then a person.

Press Ctrl and C to stop.

`)
}

logCrashes()
await start()
