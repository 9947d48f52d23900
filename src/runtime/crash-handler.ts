import { ConfigError } from '../config/config.ts'
import { createLog } from '../shared/log.ts'

/**
 * Logs an uncaught error as one reduced line and exits with code 1. The full text is not logged, because it may quote a
 * patient or a password. For invalid settings and a port in use it prints a message that contains no values. Call this
 * first in the main file, so that it also handles errors while that file loads.
 */
export function handleCrashes(): void {
  process.on('uncaughtException', error => {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
    else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      process.stderr.write(
        'The port is in use: set PORT or SIMULATOR_PORT to another port, or stop the process that uses it.\n',
      )
    // A separate logger, so that the line is written even when LOG_LEVEL is silent. It is written synchronously.
    else createLog('fatal').fatal({ error }, 'process ended by an uncaught error')
    // Open connections must not keep the process alive.
    process.exit(1)
  })
}
