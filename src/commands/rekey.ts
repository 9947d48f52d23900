import { loadConfig } from '../config/config.ts'
import { rekey } from '../files/rekey.ts'
import { CommandError, print, progressPrinter, readOptions, runCommand, withDatabase } from './command.ts'

const USAGE = `Usage: npm run rekey
Wraps the key of every stored file with the newest key of FILE_KEYS. The files themselves stay as they are, and the portal may
run meanwhile. It may be stopped at any moment and started again. Exits with code 1 when a file could not be wrapped.`

await runCommand(USAGE, async () => {
  readOptions({}, USAGE)
  const { keys } = loadConfig().files
  const [newest] = keys
  if (!newest) throw new CommandError('FILE_KEYS or FILE_KEYS_FILE: required to wrap the keys of files.')
  const { wrapped, faults } = await withDatabase(database => {
    let printProgress: ((done: number) => void) | undefined
    return rekey(database, keys, (done, total) => {
      printProgress ??= progressPrinter(total, (some, all) => `Looked at ${some} of ${all} files.`)
      if (total > 0) printProgress(done)
    })
  })
  print(`Wrapped ${wrapped} files with the key "${newest.id}".`)
  for (const fault of faults.slice(0, 100)) print(`FAULT  ${fault.message}`)
  if (faults.length > 0) {
    print(`${faults.length} files could not be wrapped. Keep the older keys.`)
    process.exitCode = 1
  }
})
