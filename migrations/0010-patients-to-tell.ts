import type { Knex } from 'knex'

/*
 * What staff have decided, and not yet told the patient. An older release closes no requests, so it leaves the column
 * null.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => {
    table.datetime('untold_since', { precision: 3, useTz: false })
  })
  await db.raw(
    'create index change_request_untold on change_request (trust_ods_code, untold_since, id) where untold_since is not null',
  )
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => table.dropIndex([], 'change_request_untold'))
  await db.raw('alter table change_request drop column untold_since')
}
