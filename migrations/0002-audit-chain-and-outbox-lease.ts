import type { Knex } from 'knex'

/*
 * The audit log as a chain for each patient, and the outbox's lease.
 *
 * The log is a table of its own: what was in `audit_entry` stays there, and an older copy of the portal may go on
 * writing there while this one is rolled out. (A list that was seen is about no one appointment, which `audit_entry`
 * cannot hold, and neither database relaxes a column under a foreign key in the same way.) It has no foreign keys, on
 * purpose: to check one, SQL Server locks the patient's row, which a change holds while it waits for the patient's
 * chain; each would wait for the other. An appointment somebody looked for in vain need not exist, either.
 *
 * In production the portal's database user is denied update and delete on `audit_log`.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('audit_log', table => {
    guid(table, 'patient_id').notNullable()
    table.integer('place').notNullable()
    instant(table, 'at').notNullable()
    table.string('actor', 50).notNullable()
    table.string('action', 50).notNullable()
    guid(table, 'appointment_id')
    table.integer('version')
    table.string('previous_hash', 64).notNullable()
    table.string('hash', 64).notNullable()
    table.primary(['patient_id', 'place'])
    table.index(['appointment_id', 'at'])
  })

  await db.schema.createTable('audit_head', table => {
    guid(table, 'patient_id').notNullable().primary()
    table.integer('entries').notNullable()
    table.string('hash', 64).notNullable()
    // How many entries of `audit_entry` the chain begins after.
    table.integer('earlier').notNullable()
  })

  await db.schema.alterTable('outbox_event', table => void guid(table, 'lease_id'))
  for (const name of ['leased_until', 'set_aside_at'])
    await db.schema.alterTable('outbox_event', table => void instant(table, name))
  await db.raw(
    'create index outbox_event_unsent on outbox_event (created_at) where sent_at is null and set_aside_at is null',
  )
  await db.raw('create index outbox_event_sent on outbox_event (sent_at) where sent_at is not null')
  await db.raw(
    'create index outbox_event_set_aside on outbox_event (set_aside_at) where set_aside_at is not null',
  )
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('outbox_event', table => {
    for (const name of ['unsent', 'sent', 'set_aside']) table.dropIndex([], `outbox_event_${name}`)
  })
  // Not by Knex, which would make SQLite's table anew.
  for (const name of ['set_aside_at', 'leased_until', 'lease_id'])
    await db.raw('alter table outbox_event drop column ??', [name])
  await db.schema.dropTable('audit_head')
  await db.schema.dropTable('audit_log')
}

function guid(table: Knex.CreateTableBuilder, name: string) {
  return table.string(name, 36)
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
