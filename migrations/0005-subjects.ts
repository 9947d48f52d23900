import type { Knex } from 'knex'

/*
 * Audit entries and outbox events may have any subject, not only appointments.
 *
 * The audit log gets columns for the actor's id, the subject and the format of the entry. All are nullable, because an
 * older release does not set them; a null format means format 1. `patient_id` remains the key of a chain: a patient's id,
 * or `trust:` and an ODS code.
 *
 * The outbox is a new table: `outbox_event` requires an appointment by a foreign key, which the two databases cannot relax
 * in the same way, and an older worker would mark events as sent that it has no handler for. Events that an older release
 * still adds there are moved (src/outbox/earlier-outbox.ts). No foreign keys, as for `audit_log` (0002).
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_log', table => {
    table.string('actor_id', 100)
    table.string('subject_type', 40)
    table.string('subject_id', 100)
    table.integer('format')
  })
  await db.schema.alterTable('audit_log', table => table.index(['subject_id', 'at']))

  await db.schema.createTable('outbox', table => {
    table.string('id', 36).notNullable().primary()
    table.string('kind', 50).notNullable()
    table.string('subject_type', 40).notNullable()
    table.string('subject_id', 100).notNullable()
    table.integer('subject_version').notNullable()
    instant(table, 'created_at').notNullable()
    instant(table, 'not_before').notNullable()
    table.integer('attempts').notNullable().defaultTo(0)
    table.string('lease_id', 36)
    instant(table, 'leased_until')
    instant(table, 'sent_at')
    instant(table, 'set_aside_at')
    table.unique(['subject_type', 'subject_id', 'subject_version', 'kind'])
  })
  await db.raw(
    'create index outbox_unsent on outbox (created_at) where sent_at is null and set_aside_at is null',
  )
  await db.raw('create index outbox_sent on outbox (sent_at) where sent_at is not null')
  await db.raw('create index outbox_set_aside on outbox (set_aside_at) where set_aside_at is not null')
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('outbox')
  await db.schema.alterTable('audit_log', table => table.dropIndex(['subject_id', 'at']))
  // In SQL, because Knex would recreate the table on SQLite.
  for (const name of ['format', 'subject_id', 'subject_type', 'actor_id'])
    await db.raw('alter table audit_log drop column ??', [name])
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
