import type { Knex } from 'knex'

/*
 * What NHS England's Wayfinder is told: the events of its Reporting Service, what was last reported of each appointment,
 * and which patients its Record Service knows of. No foreign keys, as with `audit_log` (0002): to check one, SQL Server
 * locks the patient's row, which a change holds while it waits for something else.
 */

const EVENT_STATES = ['waiting', 'sent', 'refused', 'not-for-wayfinder']

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('reporting_event', table => {
    // In the order in which they are sent: the report of an appointment before what happened to it.
    table.bigIncrements('id')
    instant(table, 'at').notNullable()
    table.string('kind', 40).notNullable()
    table.string('state', 20).notNullable().defaultTo('waiting')
    instant(table, 'settled_at')
    guid(table, 'patient_id')
    // Of those alone of whom there is no record, and only until it is sent.
    table.string('nhs_number', 10)
    guid(table, 'appointment_id')
    guid(table, 'session_id')
    table.string('trust_ods_code', 6)
    table.string('treatment_function_code', 3)
    // What may be reported once, such as one jump-off of the NHS App.
    guid(table, 'once_key')
    table.text('details').notNullable()
    table.check(
      `state in (${EVENT_STATES.map(state => `'${state}'`).join(', ')})`,
      {},
      'reporting_event_state',
    )
    table.index(['at'])
    table.index(['patient_id'])
  })
  await db.raw("create index reporting_event_waiting on reporting_event (id) where state = 'waiting'")
  await db.raw("create index reporting_event_refused on reporting_event (id) where state = 'refused'")
  await db.raw(
    'create unique index reporting_event_once on reporting_event (once_key) where once_key is not null',
  )

  await db.schema.createTable('reported_appointment', table => {
    guid(table, 'appointment_id').notNullable().primary()
    table.integer('version').notNullable()
    table.string('status', 10).notNullable()
  })

  await db.schema.createTable('told_record', table => {
    guid(table, 'patient_id').notNullable()
    table.string('kind', 20).notNullable()
    instant(table, 'first_told_at')
    instant(table, 'last_told_at')
    instant(table, 'refused_at')
    table.primary(['patient_id', 'kind'])
  })
  await db.raw('create index told_record_refused on told_record (refused_at) where refused_at is not null')

  await db.schema.createTable('resend_records', table => {
    table.string('kind', 20).notNullable().primary()
    instant(table, 'asked_at').notNullable()
  })

  // One worker at a time does what is to be done in order.
  await db.schema.createTable('turn', table => {
    table.string('name', 40).notNullable().primary()
    guid(table, 'holder')
    instant(table, 'until').notNullable()
    instant(table, 'failing_since')
  })
}

export async function down(db: Knex): Promise<void> {
  for (const name of ['turn', 'resend_records', 'told_record', 'reported_appointment', 'reporting_event'])
    await db.schema.dropTable(name)
}

function guid(table: Knex.CreateTableBuilder, name: string) {
  return table.string(name, 36)
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
