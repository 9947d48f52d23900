import type { Knex } from 'knex'

/* For the figures of a trust: its requests in the order in which they were received. */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => {
    table.index(['trust_ods_code', 'requested_at'], 'change_request_received')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => table.dropIndex([], 'change_request_received'))
}
