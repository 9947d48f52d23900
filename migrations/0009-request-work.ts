import type { Knex } from 'knex'

/*
 * How a booking team works on the requests of patients. A request may be claimed, and also ends when the patient
 * withdraws it or when it lapses. `request_event` is its history. No foreign keys there, as for `audit_log` (0002), and
 * because an older release deletes the requests of the demonstration without knowing their history.
 *
 * An older release adds requests without a trust; the job `requests` fills it in. It takes the two new states for
 * declined, and reports none of them, because this release does so in the transaction that closes the request.
 */

const NEW_STATES = ['open', 'done', 'declined', 'withdrawn', 'lapsed']
const OLD_STATES = ['open', 'done', 'declined']

export async function up(db: Knex): Promise<void> {
  await permitStates(db, NEW_STATES)
  await db.schema.alterTable('change_request', table => {
    // A copy of the clinic's trust, so that the open requests of a trust can be read in order from one index.
    table.string('trust_ods_code', 6)
    table.string('claimed_by', 100)
    instant(table, 'claimed_at')
    instant(table, 'claimed_until')
    table.string('decided_by', 100)
    table.string('reply', 1000)
  })
  await db.raw(`alter table change_request add constraint change_request_claimed_until check (
    (claimed_by is null and claimed_at is null and claimed_until is null)
    or (claimed_by is not null and claimed_at is not null and claimed_until is not null))`)
  await db.raw(`update change_request set trust_ods_code = (
    select clinic.trust_ods_code from appointment join clinic on clinic.id = appointment.clinic_id
    where appointment.id = change_request.appointment_id)`)
  await db.raw(
    "create index change_request_open_of_trust on change_request (trust_ods_code, promised_by, id) where status = 'open'",
  )

  await db.schema.createTable('request_event', table => {
    table.string('request_id', 36).notNullable()
    // The version of the request that the event made.
    table.integer('version').notNullable()
    instant(table, 'at').notNullable()
    table.string('event', 20).notNullable()
    table.string('actor', 20).notNullable()
    table.string('actor_id', 100)
    table.string('role', 100)
    table.string('note', 1000)
    table.primary(['request_id', 'version'])
  })

  // CCYY-MM-DD, as birth_date.
  await db.schema.alterTable('patient', table => table.string('death_date', 10))
}

export async function down(db: Knex): Promise<void> {
  // In SQL, because Knex would recreate the tables on SQLite.
  await db.raw('alter table patient drop column death_date')
  await db.schema.dropTable('request_event')
  await db.schema.alterTable('change_request', table => table.dropIndex([], 'change_request_open_of_trust'))
  await db.raw('alter table change_request drop constraint change_request_claimed_until')
  for (const name of ['reply', 'decided_by', 'claimed_until', 'claimed_at', 'claimed_by', 'trust_ods_code'])
    await db.raw('alter table change_request drop column ??', [name])
  await db.raw("update change_request set status = 'declined' where status in ('withdrawn', 'lapsed')")
  await permitStates(db, OLD_STATES)
}

async function permitStates(db: Knex, states: readonly string[]): Promise<void> {
  const list = states.map(state => `'${state}'`).join(', ')
  await db.raw('alter table change_request drop constraint change_request_status')
  await db.raw(`alter table change_request add constraint change_request_status check (status in (${list}))`)
}

function instant(table: Knex.AlterTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
