import type { Knex } from 'knex'

/*
 * So that the lists and numbers of a trust with many requests are read from indexes alone. `clinic_id` is a copy of the
 * appointment's clinic, as `trust_ods_code` (0009) is of its trust. An older release adds requests without it; the job `requests`
 * fills it in. The index of appointments is for the figures of a trust, which count those of 13 months.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('change_request', table => void table.string('clinic_id', 36))
  await db.raw(`update change_request set clinic_id = (
    select appointment.clinic_id from appointment where appointment.id = change_request.appointment_id)`)
  // The last columns are there so that open requests are counted from the index alone.
  await db.raw(
    "create index change_request_open_of_clinic on change_request (clinic_id, promised_by, id, trust_ods_code, kind) where status = 'open'",
  )
  await db.raw(
    'create index change_request_closed_of_clinic on change_request (clinic_id, status, decided_at, id)',
  )
  await db.raw(
    "create index change_request_claimed on change_request (trust_ods_code, claimed_until, claimed_by) where status = 'open' and claimed_until is not null",
  )
  await db.schema.alterTable('appointment', table => {
    table.index(
      ['clinic_id', 'starts_at', 'holding', 'status', 'cancelled_by', 'moved_to_id', 'cancelled_at'],
      'appointment_attendance',
    )
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('appointment', table => table.dropIndex([], 'appointment_attendance'))
  await db.schema.alterTable('change_request', table => {
    table.dropIndex([], 'change_request_claimed')
    table.dropIndex([], 'change_request_closed_of_clinic')
    table.dropIndex([], 'change_request_open_of_clinic')
  })
  await db.raw('alter table change_request drop column clinic_id')
}
