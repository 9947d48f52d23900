import { loadConfig } from './config.ts'
import { logCrashes } from './crashes.ts'
import { openDatabase } from './database/database.ts'
import { migrate } from './database/migrate.ts'

/** `npm run migrate`: brings the database at DATABASE_URL to the newest schema. */
const AN_HOUR = 60 * 60 * 1000
logCrashes()
const database = openDatabase(loadConfig().databaseUrl, { patience: AN_HOUR })
try {
  const applied = await migrate(database)
  process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'Nothing to apply\n')
} finally {
  await database.destroy()
}
