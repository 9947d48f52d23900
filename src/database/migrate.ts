import { readdirSync } from 'node:fs'
import type { Knex } from 'knex'
import type { Database } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)

const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () =>
    readdirSync(folder)
      .filter(name => /^\d{4}-.*\.ts$/.test(name))
      .sort(),
  getMigrationName: name => name,
  getMigration: name => import(new URL(name, folder).href),
}

/** Brings the database to the newest schema. Answers the names of what it applied. */
export async function migrate(database: Database): Promise<string[]> {
  const [, applied] = await database.migrate.latest({ migrationSource })
  return applied
}
