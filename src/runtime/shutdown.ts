import type { Log } from '../shared/log.ts'

/** Milliseconds: less than the 30 seconds after which hosts kill the process. */
const SHUTDOWN_TIMEOUT = 25_000
/**
 * Milliseconds: npm forwards Ctrl+C to its child, which also gets it from the terminal, so one Ctrl+C may arrive twice.
 */
const SAME_KEYPRESS = 1000

/**
 * Stops gracefully on SIGTERM and Ctrl+C, and exits with code 0. A second SIGTERM has no effect; a second Ctrl+C exits
 * immediately.
 */
export function shutDownOnSignals(log: Log, stop: () => Promise<void>): void {
  let startedAt: number | undefined
  const shutDown = () => {
    if (startedAt !== undefined) return
    startedAt = performance.now()
    log.info('stopping')
    setTimeout(() => {
      log.error('shutdown timed out')
      process.exit(1)
    }, SHUTDOWN_TIMEOUT).unref()
    stop().then(
      () => log.info('stopped'),
      error => {
        log.error({ error }, 'shutdown failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', shutDown)
  process.on('SIGINT', () => {
    if (startedAt !== undefined && performance.now() - startedAt > SAME_KEYPRESS) process.exit(1)
    shutDown()
  })
}
