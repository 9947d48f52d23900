import { ConfigError } from '../config/config.ts'
import { createLog } from '../shared/log.ts'

/**
 * Whatever ends this process unasked, or keeps it from starting, is one reduced log line and exit code 1: the text of
 * an error may quote a patient or a password. Wrong settings and a port in use are told in words, which repeat no value. Called
 * first of all, since a promise refused while the main file loads comes here too.
 */
export function handleCrashes(): void {
  process.on('uncaughtException', error => {
    if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`)
    else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      process.stderr.write(
        'The port is in use: set PORT or SIMULATOR_PORT to another, or stop what uses it.\n',
      )
    // At this level a line is written before the call returns; it is told even where the log is silent.
    else createLog('fatal').fatal({ error }, 'ended by a fault')
    // Whatever was opened must not keep a process alive that cannot answer.
    process.exit(1)
  })
}
