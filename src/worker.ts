import { loadConfig } from './config.ts'
import { logCrashes } from './crashes.ts'
import { openDatabase } from './database/database.ts'
import { systemClock } from './shared/clock.ts'
import { createLog } from './shared/log.ts'
import { stopOnSignals } from './stop-signals.ts'
import { startTimetable } from './timetable.ts'

/** What runs unasked, on its own: for where the pages run in several copies. */
logCrashes()
const config = loadConfig()
const log = createLog(config.logLevel)
const database = openDatabase(config.databaseUrl)
const timetable = startTimetable({ database, clock: systemClock, log, wayfinder: config.wayfinder })
log.info('worker started')

stopOnSignals(log, async () => {
  await timetable.stop()
  await database.destroy()
})
