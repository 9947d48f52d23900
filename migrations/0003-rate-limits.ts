import type { Knex } from 'knex'

/** Requests counted in the database, for when there is no Redis. Times are UTC datetime2, as in 0001. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('rate_limit', table => {
    table.string('limit_key', 100).notNullable().primary()
    table.integer('points').notNullable()
    table.datetime('expires_at', { precision: 3, useTz: false }).notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('rate_limit')
}
