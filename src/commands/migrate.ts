import { migrate } from '../database/migrate.ts'
import { handleCrashes } from '../runtime/crash-handler.ts'
import { print, runCommand, withDatabase } from './command.ts'

const USAGE = 'Use: npm run migrate\nBrings the database that DATABASE_URL names to the newest schema.'

/** Milliseconds: an index on a large table takes long to build. */
const ONE_HOUR = 60 * 60 * 1000

handleCrashes()
await runCommand(USAGE, async () => {
  const applied = await withDatabase(database => migrate(database), ONE_HOUR)
  print(applied.length > 0 ? `Applied ${applied.join(', ')}` : 'Nothing to apply')
})
