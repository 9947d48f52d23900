import type { Knex } from 'knex'

/*
 * Times in which a clinic or a clinician sees no patients. A slot counts the closures that block it, in its own row, so that
 * the statement that books a place refuses a blocked slot. `closed_appointment` says what becomes of each patient, and what is
 * left to do. No foreign keys, as for `audit_log` (0002), and because an older release deletes the slots and appointments of
 * the demonstration without knowing of closures.
 *
 * An older release books blocked slots. The job `closures` finds its bookings, and ends them as it did the others.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('slot', table => void table.integer('blocks').notNullable().defaultTo(0))

  await db.schema.createTable('closure', table => {
    table.string('id', 36).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable()
    table.string('clinic_id', 36)
    table.string('clinician_id', 36)
    instant(table, 'starts_at').notNullable()
    instant(table, 'ends_at').notNullable()
    // False for some slots only, which are those in `closed_slot`.
    table.boolean('whole').notNullable()
    table.string('reason', 400).notNullable()
    // What becomes of patients whom nobody has decided about: `first` or `worklist`.
    table.string('intended', 36).notNullable()
    instant(table, 'closed_at').notNullable()
    table.string('closed_by', 100).notNullable()
    table.string('closed_role', 100).notNullable()
    instant(table, 'reopened_at')
    table.string('reopened_by', 100)
    table.integer('version').notNullable().defaultTo(1)
    table.check(
      '(clinic_id is null and clinician_id is not null) or (clinic_id is not null and clinician_id is null)',
      {},
      'closure_of_clinic_or_clinician',
    )
    table.check('ends_at > starts_at', {}, 'closure_ends_after_it_starts')
    table.index(['trust_ods_code', 'ends_at'])
  })
  await db.raw('create index closure_in_force on closure (ends_at) where reopened_at is null')

  await db.schema.createTable('closed_slot', table => {
    table.string('closure_id', 36).notNullable()
    table.string('slot_id', 36).notNullable()
    table.primary(['closure_id', 'slot_id'])
    table.index(['slot_id'])
  })

  await db.schema.createTable('closed_appointment', table => {
    table.string('closure_id', 36).notNullable()
    table.string('appointment_id', 36).notNullable()
    // `first`, `worklist`, or the id of the slot that was chosen for the patient.
    table.string('intended', 36).notNullable()
    table.string('outcome', 20)
    instant(table, 'done_at')
    table.primary(['closure_id', 'appointment_id'])
  })
}

export async function down(db: Knex): Promise<void> {
  for (const name of ['closed_appointment', 'closed_slot', 'closure']) await db.schema.dropTable(name)
  // In SQL, because Knex would recreate the table on SQLite.
  if (db.client.dialect === 'mssql') await db.raw('alter table slot drop constraint slot_blocks_default')
  await db.raw('alter table slot drop column blocks')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
