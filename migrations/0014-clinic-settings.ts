import type { Knex } from 'knex'

/*
 * Staff change how a clinic takes changes. `settings_version` counts what they have saved, and `clinic_settings_event` keeps who
 * saved what. An older release reads the settings and knows nothing of their versions.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable(
    'clinic',
    table => void table.integer('settings_version').notNullable().defaultTo(1),
  )
  await db.schema.createTable('clinic_settings_event', table => {
    table.string('clinic_id', 36).notNullable()
    // The version that it made.
    table.integer('version').notNullable()
    table.datetime('at', { precision: 3, useTz: false }).notNullable()
    table.string('staff_user_id', 100).notNullable()
    table.string('role', 100).notNullable()
    // All settings before and after, as JSON.
    table.text('was').notNullable()
    table.text('became').notNullable()
    table.primary(['clinic_id', 'version'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('clinic_settings_event')
  // In SQL, because Knex would recreate the table on SQLite.
  if (db.client.dialect === 'mssql')
    await db.raw('alter table clinic drop constraint clinic_settings_version_default')
  await db.raw('alter table clinic drop column settings_version')
}
