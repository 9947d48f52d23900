import { migrate } from '../database/migrate.ts'
import { handleCrashes } from '../runtime/crash-handler.ts'
import { print, runCommand, withDatabase } from './command.ts'

const USAGE = 'Usage: npm run migrate\nMigrates the database that DATABASE_URL names to the newest schema.'

/** Milliseconds. Building an index on a large table may take long. */
const ONE_HOUR = 60 * 60 * 1000

handleCrashes()
await runCommand(USAGE, async () => {
  const applied = await withDatabase(database => migrate(database), ONE_HOUR)
  print(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'No migrations to apply')
})
