import type { Knex } from 'knex'

/*
 * Other ways to contact a trust than by phone, for patients who cannot phone. All are nullable: a trust without one of
 * them shows only the others.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('trust', table => {
    table.string('email', 254)
    table.string('sms_number', 30)
    table.string('postal_address', 400)
  })
  await db.schema.alterTable('log_in_attempt', table => table.boolean('tried_before'))
}

export async function down(db: Knex): Promise<void> {
  // In SQL, because Knex would recreate the table on SQLite.
  await db.raw('alter table log_in_attempt drop column tried_before')
  for (const name of ['postal_address', 'sms_number', 'email'])
    await db.raw('alter table trust drop column ??', [name])
}
