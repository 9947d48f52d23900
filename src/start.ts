import { loadConfig } from './config/config.ts'
import { startJobs } from './jobs.ts'
import { type Portal, startPortal } from './portal.ts'
import { handleCrashes } from './runtime/crash-handler.ts'
import { shutDownOnSignals } from './runtime/shutdown.ts'
import { systemClock } from './shared/clock.ts'
import { createLog } from './shared/log.ts'

/** `npm start`: serves the pages. Outside production it also runs the jobs, and the simulator where it is needed. */
async function start() {
  const config = loadConfig()
  const log = createLog(config.logLevel)
  const portal = await startPortal(config, { clock: systemClock, log })
  // In production the jobs run in a separate process: `npm run worker`.
  const { database, files, gateways } = portal
  const jobs = config.production
    ? undefined
    : startJobs({ database, clock: systemClock, log, files, gateways })
  log.info({ port: portal.port }, 'listening')
  if (!config.nhsLogin) welcome(portal)

  shutDownOnSignals(log, async () => {
    await portal.stopServer()
    await jobs?.stop()
    await portal.close()
  })
}

function welcome({ baseUrl, nhsAppUrl }: Portal) {
  process.stdout.write(`
The patient portal is ready, with invented people.

  1. Open ${nhsAppUrl} - the simulated NHS App. Choose Amira Shah, then one of her appointments.
  2. Or open ${baseUrl} - the portal itself. Choose Continue, then a person.
  3. Or open ${baseUrl}/staff - the pages for staff. Choose Continue, then a person.

Press Ctrl and C to stop.

`)
}

handleCrashes()
await start()
