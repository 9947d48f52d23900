import { openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'

/** A machine that is killed half way: it makes a table, says so, and goes no further. */
const database = openDatabase(String(process.argv[2]))
await migrate(database, {
  getMigrations: async () => ['0001-pas.ts'],
  getMigrationName: name => name,
  getMigration: async () => ({
    async up(db) {
      await db.schema.createTable('half', table => table.string('way', 10))
      process.stdout.write('half way\n')
      setInterval(() => {}, 60_000)
      await new Promise(() => {})
    },
    async down() {},
  }),
})
