import type { Knex } from 'knex'

/*
 * What a patient may know of who saw their information. Audit entries say in which role staff acted, and at which trust;
 * null in entries of an older release and of other actors. A trust may let patients read the names of its staff. The
 * sessions of a patient can be found without reading all; an older release leaves the column as it is or null.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_log', table => {
    table.string('actor_role', 20)
    table.string('actor_trust', 6)
  })
  await db.schema.alterTable('trust', table => {
    // Null is no.
    table.boolean('names_staff_to_patients')
  })
  await db.schema.alterTable('session', table => {
    // A hash of the patient's id.
    table.string('owner_hash', 64)
  })
  await db.raw('create index session_owner on session (owner_hash) where owner_hash is not null')
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('session', table => table.dropIndex([], 'session_owner'))
  // In SQL, because Knex would recreate the table on SQLite.
  await db.raw('alter table session drop column owner_hash')
  await db.raw('alter table trust drop column names_staff_to_patients')
  for (const name of ['actor_trust', 'actor_role'])
    await db.raw('alter table audit_log drop column ??', [name])
}
