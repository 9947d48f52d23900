import type { Knex } from 'knex'

/*
 * Work of staff that is not about a request to change an appointment. `task` says of which kind it is, whose it is and
 * until when it was promised; what a kind needs beside that is in a table of its own, such as `contact_request`. No
 * foreign keys, as for `audit_log` (0002).
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('task', table => {
    table.string('id', 36).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable()
    table.string('patient_id', 36).notNullable()
    table.string('kind', 40).notNullable()
    // The appointment that it is about, if it is about one.
    table.string('appointment_id', 36)
    table.string('status', 10).notNullable().defaultTo('open')
    // A code of the kind, when staff have closed it.
    table.string('outcome', 40)
    // What the patient reads about the outcome.
    table.string('reply', 1000)
    instant(table, 'opened_at').notNullable()
    instant(table, 'promised_by').notNullable()
    instant(table, 'closed_at')
    table.string('closed_by', 100)
    table.string('claimed_by', 100)
    instant(table, 'claimed_at')
    instant(table, 'claimed_until')
    table.integer('version').notNullable().defaultTo(1)
    table.check("status in ('open', 'closed', 'withdrawn')", {}, 'task_status')
    table.check(
      "(status = 'open' and closed_at is null) or (status <> 'open' and closed_at is not null)",
      {},
      'task_closed_once',
    )
    table.check(
      "(status = 'closed' and outcome is not null) or (status <> 'closed' and outcome is null)",
      {},
      'task_closed_with_outcome',
    )
    table.check(
      `(claimed_by is null and claimed_at is null and claimed_until is null)
       or (claimed_by is not null and claimed_at is not null and claimed_until is not null)`,
      {},
      'task_claimed_until',
    )
    table.index(['patient_id', 'kind', 'opened_at'])
  })
  await db.raw(
    "create index task_open_of_trust on task (trust_ods_code, promised_by, id) where status = 'open'",
  )
  await db.raw(
    "create index task_closed_of_trust on task (trust_ods_code, closed_at, id) where status <> 'open'",
  )

  await db.schema.createTable('task_event', table => {
    table.string('task_id', 36).notNullable()
    // The version of the task that the event made.
    table.integer('version').notNullable()
    instant(table, 'at').notNullable()
    table.string('event', 20).notNullable()
    table.string('actor', 20).notNullable()
    table.string('actor_id', 100)
    table.string('role', 100)
    table.string('note', 1000)
    table.primary(['task_id', 'version'])
  })

  await db.schema.createTable('contact_request', table => {
    table.string('task_id', 36).notNullable().primary()
    table.string('about', 40).notNullable()
    table.string('words', 1000).notNullable()
    table.string('answer_by', 20).notNullable()
    table.string('answer_to', 600).notNullable()
    table.string('suits', 20)
    table.check("answer_by in ('text', 'email', 'letter', 'relay')", {}, 'contact_request_answer_by')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('contact_request')
  await db.schema.dropTable('task_event')
  await db.schema.dropTable('task')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
