import { startPortal } from '../../../src/portal.ts'
import { createLog } from '../../../src/shared/log.ts'
import { MONDAY } from '../../support/portal.ts'

/** Runs the portal in a process of its own. Receives the settings as a message, and answers with its port. */
process.once('message', async settings => {
  const config = settings as Parameters<typeof startPortal>[0]
  const { port } = await startPortal(config, { clock: { now: () => MONDAY }, log: createLog('silent') })
  process.send?.(port)
})
process.once('disconnect', () => process.exit())
