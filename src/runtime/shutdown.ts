import type { Log } from '../shared/log.ts'

/** Milliseconds: less than the thirty seconds that hosts allow before they kill. */
const LATEST_END = 25_000
/** Milliseconds: npm passes on the Ctrl+C that its child has had too, so the same wish may come twice. */
const SAME_WISH = 1000

/**
 * Stops when it is told to, in good order, and leaves with 0. Another SIGTERM changes nothing; another Ctrl+C is
 * somebody who does not want to wait.
 */
export function shutDownOnSignals(log: Log, stop: () => Promise<void>): void {
  let toldAt: number | undefined
  const told = () => {
    if (toldAt !== undefined) return
    toldAt = performance.now()
    log.info('stopping')
    setTimeout(() => {
      log.error('not stopped in time')
      process.exit(1)
    }, LATEST_END).unref()
    stop().then(
      () => log.info('stopped'),
      error => {
        log.error({ error }, 'not stopped in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', told)
  process.on('SIGINT', () => {
    if (toldAt !== undefined && performance.now() - toldAt > SAME_WISH) process.exit(1)
    told()
  })
}
