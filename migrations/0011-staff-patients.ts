import type { Knex } from 'knex'

/*
 * How staff find patients, and what they have done about them. A search is kept for as long as a session of staff can last, so
 * that what was searched for stands in no address. An older release ignores all of it.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('patient', table => {
    table.index(['family_name', 'given_name', 'id'], 'patient_name')
  })
  await db.raw('create index patient_barred on patient (family_name, given_name, id) where portal_access = 0')

  await db.schema.createTable('patient_search', table => {
    table.string('id', 36).notNullable().primary()
    table.string('staff_user_id', 36).notNullable()
    table.string('trust_ods_code', 6).notNullable()
    // What was searched for, as JSON.
    table.string('terms', 1000).notNullable()
    instant(table, 'searched_at').notNullable().index()
  })

  // The history of a patient: what staff have decided or changed. No foreign keys, as for `audit_log` (0002).
  await db.schema.createTable('patient_event', table => {
    table.string('patient_id', 36).notNullable()
    // 1, 2, 3 and so on for each patient.
    table.integer('place').notNullable()
    table.string('trust_ods_code', 6).notNullable()
    instant(table, 'at').notNullable()
    table.string('event', 20).notNullable()
    table.string('staff_user_id', 36).notNullable()
    table.string('role', 100).notNullable()
    table.string('note', 1000)
    table.string('appointment_id', 36)
    table.primary(['patient_id', 'place'])
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('patient_event')
  await db.schema.dropTable('patient_search')
  await db.schema.alterTable('patient', table => {
    table.dropIndex([], 'patient_barred')
    table.dropIndex([], 'patient_name')
  })
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
