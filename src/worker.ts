import { loadConfig } from './config/config.ts'
import { openDatabase } from './database/database.ts'
import { StoredFiles } from './files/stored-files.ts'
import { createGateways } from './gateways.ts'
import { startJobs } from './jobs.ts'
import { handleCrashes } from './runtime/crash-handler.ts'
import { shutDownOnSignals } from './runtime/shutdown.ts'
import { systemClock } from './shared/clock.ts'
import { createLog } from './shared/log.ts'

/** `npm run worker`: runs the jobs without serving pages. */
handleCrashes()
const config = loadConfig()
const log = createLog(config.logLevel)
const database = openDatabase(config.databaseUrl)
const gateways = createGateways(config.wayfinder, systemClock)
const files = new StoredFiles(database, config.files, { clock: systemClock, log })
const jobs = startJobs({ database, clock: systemClock, log, files, gateways })
log.info('worker started')

shutDownOnSignals(log, async () => {
  await jobs.stop()
  await database.destroy()
})
