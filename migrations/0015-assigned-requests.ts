import type { Knex } from 'knex'

/*
 * To whom a request is assigned, and whether it is urgent. `staff_post` says who works at which trust, so that a request
 * can be assigned to a colleague: a row for each role that a person has taken there. An older release leaves the columns
 * null and adds no rows.
 *
 * The closed requests of a trust are listed newest first, from an index of their own.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => {
    table.string('assigned_to', 100)
    // Null is normal.
    table.string('priority', 10)
  })
  await db.raw(
    "alter table change_request add constraint change_request_priority check (priority in ('urgent'))",
  )
  await db.raw(
    "create index change_request_open_by_priority on change_request (trust_ods_code, priority desc, promised_by, id) where status = 'open'",
  )
  // The last three columns are there so that open requests are counted from the index alone.
  await db.raw(
    "create index change_request_open_of_assignee on change_request (trust_ods_code, assigned_to, promised_by, id, claimed_until, claimed_by, kind) where status = 'open'",
  )
  await db.raw(
    'create index change_request_closed_of_trust on change_request (trust_ods_code, status, decided_at, id)',
  )

  await db.schema.createTable('staff_post', table => {
    table.string('trust_ods_code', 6).notNullable()
    table.string('user_id', 36).notNullable()
    table.string('role', 20).notNullable()
    table.datetime('last_taken_at', { precision: 3, useTz: false }).notNullable()
    table.primary(['trust_ods_code', 'user_id', 'role'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('staff_post')
  await db.schema.alterTable('change_request', table => {
    table.dropIndex([], 'change_request_closed_of_trust')
    table.dropIndex([], 'change_request_open_of_assignee')
    table.dropIndex([], 'change_request_open_by_priority')
  })
  await db.raw('alter table change_request drop constraint change_request_priority')
  for (const name of ['priority', 'assigned_to'])
    await db.raw('alter table change_request drop column ??', [name])
}
