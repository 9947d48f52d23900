import type { Knex } from 'knex'

/*
 * Log-ins that have been started, and unfinished answers of patients. Times are UTC datetime2, as in 0001. No foreign
 * keys, as for `audit_log` (0002).
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('log_in_attempt', table => {
    table.string('state_hash', 64).notNullable().primary()
    table.string('secret_hash', 64).notNullable()
    table.string('nonce', 100).notNullable()
    table.string('code_verifier', 128).notNullable()
    table.string('return_to', 500).notNullable()
    table.boolean('inside_nhs_app').notNullable()
    table.boolean('by_link').notNullable()
    table.string('jump_off', 500)
    instant(table, 'expires_at').notNullable().index()
    instant(table, 'used_at')
  })

  await db.schema.createTable('draft', table => {
    table.string('id', 36).notNullable().primary()
    table.string('person_id', 36).notNullable()
    table.string('patient_id', 36).notNullable()
    table.string('journey', 40).notNullable()
    table.string('subject_type', 40).notNullable()
    table.string('subject_id', 100).notNullable()
    table.text('answers').notNullable()
    instant(table, 'saved_at').notNullable().index()
    table.unique(['person_id', 'patient_id', 'journey', 'subject_type', 'subject_id'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('draft')
  await db.schema.dropTable('log_in_attempt')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
