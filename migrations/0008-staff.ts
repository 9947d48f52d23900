import type { Knex } from 'knex'

/*
 * Staff who have logged in or tried to, and log-ins of staff that have been started. Patients' attempts are in
 * `log_in_attempt`: neither kind can finish the other's. Times are UTC datetime2, as in 0001.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('staff_user', table => {
    table.string('id', 36).notNullable().primary()
    // Of the issuer and its lasting id of the person: hashed, because SQL Server would ignore case.
    table.string('subject_hash', 64).notNullable().unique()
    table.string('name', 200).notNullable()
    instant(table, 'first_seen_at').notNullable()
    // Null for somebody who was refused each time.
    instant(table, 'last_log_in_at')
  })

  await db.schema.createTable('staff_log_in_attempt', table => {
    table.string('state_hash', 64).notNullable().primary()
    table.string('secret_hash', 64).notNullable()
    table.string('nonce', 100).notNullable()
    table.string('code_verifier', 128).notNullable()
    table.string('return_to', 500).notNullable()
    instant(table, 'expires_at').notNullable().index()
    instant(table, 'used_at')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('staff_log_in_attempt')
  await db.schema.dropTable('staff_user')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
