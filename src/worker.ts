import { loadConfig } from './config/config.ts'
import { openDatabase } from './database/database.ts'
import { startJobs } from './jobs.ts'
import { handleCrashes } from './runtime/crash-handler.ts'
import { shutDownOnSignals } from './runtime/shutdown.ts'
import { systemClock } from './shared/clock.ts'
import { createLog } from './shared/log.ts'

/** What runs unasked, on its own: for where the pages run in several copies. */
handleCrashes()
const config = loadConfig()
const log = createLog(config.logLevel)
const database = openDatabase(config.databaseUrl)
const timetable = startJobs({ database, clock: systemClock, log, wayfinder: config.wayfinder })
log.info('worker started')

shutDownOnSignals(log, async () => {
  await timetable.stop()
  await database.destroy()
})
