import type { Knex } from 'knex'

/*
 * The PAS as the portal sees it, in NHS Data Dictionary terms. One schema for SQL Server and SQLite:
 * GUIDs and codes are lower-case or fixed-case text, so that both compare them alike; instants are UTC
 * datetime2, to the millisecond; birth dates are CCYY-MM-DD text; every list of permitted values is a CHECK.
 * Foreign keys never cascade: a patient's history is not deleted by accident.
 */

const HOW = ['at-once', 'request', 'phone']
const MEDIA = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION']

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('trust', table => {
    table.string('ods_code', 6).notNullable().primary()
    table.string('name', 200).notNullable()
    contact(table, false)
    rules(table, false)
  })

  await db.schema.createTable('site', table => {
    table.string('ods_code', 9).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable().references('trust.ods_code')
    table.string('name', 200).notNullable()
    table.string('address', 400).notNullable()
  })

  await db.schema.createTable('clinic', table => {
    guid(table, 'id').notNullable().primary()
    table.string('trust_ods_code', 6).notNullable().references('trust.ods_code')
    table.string('pas_id', 50).notNullable()
    table.string('patient_facing_name', 200).notNullable()
    table.string('treatment_function_code', 3).notNullable()
    table.string('preparation', 1000)
    contact(table, true)
    rules(table, true)
    table.unique(['trust_ods_code', 'pas_id'])
  })

  await db.schema.createTable('clinician', table => {
    guid(table, 'id').notNullable().primary()
    table.string('name', 200).notNullable()
    table.string('role', 100).notNullable()
  })

  await db.schema.createTable('slot', table => {
    guid(table, 'id').notNullable().primary()
    guid(table, 'clinic_id').notNullable().references('clinic.id')
    where(table)
    during(table, 'slot')
    table.integer('capacity').notNullable()
    table.integer('booked').notNullable().defaultTo(0)
    table.integer('version').notNullable().defaultTo(1)
    table.check('booked >= 0 and booked <= capacity', {}, 'slot_within_capacity')
    oneOf(table, 'slot', 'medium', MEDIA)
    table.index(['clinic_id', 'starts_at'])
  })

  await db.schema.createTable('patient', table => {
    guid(table, 'id').notNullable().primary()
    table.string('nhs_number', 10).notNullable().unique()
    table.string('nhs_number_status', 2).notNullable()
    table.string('local_patient_id', 20).notNullable()
    table.string('given_name', 200).notNullable()
    table.string('family_name', 200).notNullable()
    table.string('birth_date', 10).notNullable()
    table.boolean('portal_access').notNullable().defaultTo(true)
    table.boolean('sensitive').notNullable().defaultTo(false)
    table.integer('version').notNullable().defaultTo(1)
  })

  await db.schema.createTable('appointment', table => {
    guid(table, 'id').notNullable().primary()
    table.string('pas_id', 50).notNullable()
    guid(table, 'patient_id').notNullable().references('patient.id')
    guid(table, 'clinic_id').notNullable().references('clinic.id')
    guid(table, 'slot_id').references('slot.id')
    where(table)
    during(table, 'appointment')
    table.string('title', 200).notNullable()
    table.string('encounter_class', 10).notNullable().defaultTo('outpatient')
    table.string('priority', 15).notNullable().defaultTo('ROUTINE')
    table.string('first_attendance', 1)
    table.string('status', 10).notNullable().defaultTo('booked')
    table.string('attended', 1).notNullable().defaultTo('0')
    instant(table, 'cancelled_at')
    table.string('cancelled_by', 10)
    table.string('cancellation_reason', 40)
    guid(table, 'moved_to_id').references('appointment.id')
    table.integer('changes_made').notNullable().defaultTo(0)
    table.boolean('hidden').notNullable().defaultTo(false)
    table.boolean('holding').notNullable().defaultTo(false)
    table.string('ubrn', 12)
    table.string('pathway_id', 20)
    table.string('pathway_issuer', 5)
    table.integer('version').notNullable().defaultTo(1)
    oneOf(table, 'appointment', 'medium', MEDIA)
    oneOf(table, 'appointment', 'encounter_class', ['outpatient', 'inpatient', 'daycase'])
    oneOf(table, 'appointment', 'priority', ['ROUTINE', 'URGENT', 'TWO_WEEK_WAIT'])
    oneOf(table, 'appointment', 'status', ['booked', 'fulfilled', 'cancelled', 'noshow'])
    oneOf(table, 'appointment', 'cancelled_by', ['patient', 'hospital'])
    table.check(
      "(status = 'cancelled' and cancelled_at is not null and cancelled_by is not null) or (status <> 'cancelled' and cancelled_at is null)",
      {},
      'appointment_cancelled_by_someone',
    )
    table.check('moved_to_id <> id', {}, 'appointment_not_moved_to_itself')
    table.index(['patient_id', 'starts_at'])
    table.index(['clinic_id', 'starts_at'])
  })
  await db.raw(
    "create unique index appointment_one_booking_per_slot on appointment (slot_id, patient_id) where status = 'booked' and slot_id is not null",
  )

  await db.schema.createTable('change_request', table => {
    guid(table, 'id').notNullable().primary()
    guid(table, 'appointment_id').notNullable().references('appointment.id')
    table.string('kind', 10).notNullable()
    table.string('status', 10).notNullable().defaultTo('open')
    table.string('reason', 40).notNullable()
    table.string('preferred_days', 60)
    table.string('preferred_times', 60)
    table.string('dates_to_avoid', 1000)
    instant(table, 'requested_at').notNullable()
    instant(table, 'promised_by').notNullable()
    instant(table, 'decided_at')
    table.integer('version').notNullable().defaultTo(1)
    oneOf(table, 'change_request', 'kind', ['cancel', 'reschedule'])
    oneOf(table, 'change_request', 'status', ['open', 'done', 'declined'])
    table.check(
      "(status = 'open' and decided_at is null) or (status <> 'open' and decided_at is not null)",
      {},
      'change_request_decided_once',
    )
    table.index(['status', 'promised_by'])
    table.index(['appointment_id'])
  })
  await db.raw(
    "create unique index change_request_one_open on change_request (appointment_id) where status = 'open'",
  )

  await db.schema.createTable('visibility_rule', table => {
    guid(table, 'id').notNullable().primary()
    table.string('trust_ods_code', 6).notNullable().references('trust.ods_code')
    guid(table, 'clinic_id').references('clinic.id')
    table.string('treatment_function_code', 3)
    table.check(
      '(clinic_id is null and treatment_function_code is not null) or (clinic_id is not null and treatment_function_code is null)',
      {},
      'visibility_rule_hides_one_thing',
    )
  })

  await db.schema.createTable('audit_entry', table => {
    table.bigIncrements('id')
    instant(table, 'at').notNullable()
    table.string('actor', 50).notNullable()
    guid(table, 'patient_id').notNullable().references('patient.id')
    table.string('action', 50).notNullable()
    guid(table, 'appointment_id').notNullable().references('appointment.id')
    table.integer('version').notNullable()
    table.index(['patient_id', 'at'])
  })

  await db.schema.createTable('outbox_event', table => {
    guid(table, 'id').notNullable().primary()
    table.string('kind', 50).notNullable()
    guid(table, 'appointment_id').notNullable().references('appointment.id')
    table.integer('version').notNullable()
    instant(table, 'created_at').notNullable()
    instant(table, 'not_before').notNullable()
    table.integer('attempts').notNullable().defaultTo(0)
    instant(table, 'sent_at')
    table.unique(['appointment_id', 'version', 'kind'])
  })

  await db.schema.createTable('accepted_change', table => {
    table.string('idempotency_key', 64).notNullable().primary()
    table.string('payload_hash', 64).notNullable()
    table.string('outcome', 300).notNullable()
    instant(table, 'accepted_at').notNullable().index()
  })

  await db.schema.createTable('used_once', table => {
    table.string('value_hash', 64).notNullable().primary()
    instant(table, 'expires_at').notNullable().index()
  })

  await db.schema.createTable('session', table => {
    table.string('id_hash', 64).notNullable().primary()
    table.text('data').notNullable()
    instant(table, 'expires_at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  const newestFirst = [
    'session',
    'used_once',
    'accepted_change',
    'outbox_event',
    'audit_entry',
    'visibility_rule',
    'change_request',
    'appointment',
    'patient',
    'slot',
    'clinician',
    'clinic',
    'site',
    'trust',
  ]
  for (const name of newestFirst) await db.schema.dropTable(name)
}

function guid(table: Knex.CreateTableBuilder, name: string) {
  return table.string(name, 36)
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}

function oneOf(table: Knex.CreateTableBuilder, on: string, column: string, values: readonly string[]) {
  table.check(`${column} in (${values.map(value => `'${value}'`).join(', ')})`, {}, `${on}_${column}`)
}

function during(table: Knex.CreateTableBuilder, on: string) {
  instant(table, 'starts_at').notNullable()
  instant(table, 'ends_at').notNullable()
  table.check('ends_at > starts_at', {}, `${on}_ends_after_it_starts`)
}

/** Place is null by telephone or video: nobody travels. */
function where(table: Knex.CreateTableBuilder) {
  table.string('medium', 20).notNullable()
  table.string('site_ods_code', 9).references('site.ods_code')
  table.string('place', 200)
  guid(table, 'clinician_id').references('clinician.id')
}

/** Open days are ISO weekdays, as in "12345"; times are HH:MM in Europe/London. */
function contact(table: Knex.CreateTableBuilder, optional: boolean) {
  need(table.string('phone', 30), optional)
  need(table.string('open_days', 7), optional)
  need(table.string('opens_at', 5), optional)
  need(table.string('closes_at', 5), optional)
}

/** A trust sets every rule; a clinic's null means "as the trust does". */
function rules(table: Knex.CreateTableBuilder, optional: boolean) {
  const on = optional ? 'clinic' : 'trust'
  need(table.string('cancel_how', 10), optional)
  need(table.string('reschedule_how', 10), optional)
  need(table.integer('minimum_notice_hours'), optional)
  need(table.integer('most_changes'), optional)
  need(table.integer('promise_working_hours'), optional)
  oneOf(table, on, 'cancel_how', HOW)
  oneOf(table, on, 'reschedule_how', HOW)
  table.check('minimum_notice_hours >= 0 and most_changes >= 0', {}, `${on}_limits`)
  table.check('promise_working_hours between 1 and 1000', {}, `${on}_promise`)
}

function need(column: Knex.ColumnBuilder, optional: boolean) {
  if (!optional) column.notNullable()
}
