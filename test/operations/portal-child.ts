import { startPortal } from '../../src/portal.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'

/** The portal with its real clock and log in a process of its own. It gets its settings and answers with its port. */
process.once('message', async settings => {
  const config = settings as Parameters<typeof startPortal>[0]
  const { port } = await startPortal(config, { clock: systemClock, log: createLog(config.logLevel) })
  process.send?.(port)
})
process.once('disconnect', () => process.exit())
