import type { Knex } from 'knex'

/*
 * Questionnaires that the hospital asks patients to answer. `questionnaire_definition` is a FHIR R4 Questionnaire in one
 * version, which never changes once it is here; `questionnaire` is one that one patient is asked to answer;
 * `questionnaire_answers` what they have answered so far, and `questionnaire_response` the FHIR R4 QuestionnaireResponse that
 * they have sent. No foreign keys, as for `audit_log` (0002).
 *
 * The PAS may add a `questionnaire`, and revoke one: docs/questionnaires.md.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('questionnaire_definition', table => {
    table.string('id', 36).notNullable().primary()
    // The canonical address and the version of the resource.
    table.string('url', 300).notNullable()
    table.string('version', 60).notNullable()
    table.string('title', 200).notNullable()
    // A type of the NHS App, such as "Pre-appointment questionnaire".
    table.string('type', 60).notNullable()
    // The only trust that uses it. Null: every trust does.
    table.string('trust_ods_code', 6)
    table.text('content').notNullable()
    table.string('content_hash', 64).notNullable()
    instant(table, 'imported_at').notNullable()
    // From then on it is not given to any more patients.
    instant(table, 'retired_at')
    table.unique(['url', 'version'])
  })

  await db.schema.createTable('questionnaire', table => {
    table.string('id', 36).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable()
    table.string('patient_id', 36).notNullable()
    table.string('definition_id', 36).notNullable()
    // The appointment that it is about, if it is about one.
    table.string('appointment_id', 36)
    table.string('status', 20).notNullable().defaultTo('requested')
    table.integer('version').notNullable().defaultTo(1)
    // Who made it available: staff, a rule of the trust, or the PAS.
    table.string('source', 10).notNullable().defaultTo('pas')
    table.string('source_id', 100)
    instant(table, 'asked_at').notNullable()
    instant(table, 'available_from').notNullable()
    instant(table, 'expires_at')
    // When its present state was put into the outbox. Null: that is still to be done, by the job `questionnaires`.
    instant(table, 'announced_at')
    instant(table, 'started_at')
    instant(table, 'completed_at')
    table.string('completed_by', 20)
    instant(table, 'revoked_at')
    table.check(
      "status in ('requested', 'in-progress', 'completed', 'cancelled')",
      {},
      'questionnaire_status',
    )
    table.check("source in ('staff', 'rule', 'pas')", {}, 'questionnaire_source')
    table.check(
      `(status = 'completed' and completed_at is not null and completed_by is not null)
       or (status <> 'completed' and completed_at is null and completed_by is null)`,
      {},
      'questionnaire_completed_once',
    )
    table.check(
      "(status = 'cancelled' and revoked_at is not null) or (status <> 'cancelled' and revoked_at is null)",
      {},
      'questionnaire_revoked_once',
    )
    table.index(['patient_id', 'asked_at'])
    table.index(['appointment_id'])
  })
  await db.raw(
    'create index questionnaire_unannounced on questionnaire (available_from, id) where announced_at is null',
  )
  await db.raw(
    `create index questionnaire_to_answer on questionnaire (trust_ods_code, asked_at, id)
     where completed_at is null and revoked_at is null`,
  )

  await db.schema.createTable('questionnaire_answers', table => {
    table.string('questionnaire_id', 36).notNullable().primary()
    // By the key of each question, as JSON.
    table.text('answers').notNullable()
    // What was entered on a page and not sent, as JSON.
    table.text('unsent')
    table.integer('version').notNullable()
    instant(table, 'saved_at').notNullable().index()
  })

  await db.schema.createTable('questionnaire_response', table => {
    table.string('questionnaire_id', 36).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable()
    table.string('patient_id', 36).notNullable()
    table.text('content').notNullable()
    instant(table, 'submitted_at').notNullable()
    // Whether an answer is one that the definition flags.
    table.boolean('flagged').notNullable()
    // Of each flag: what it said to the patient, and which questions it is about. JSON.
    table.text('flags').notNullable()
    // The task for staff about what is flagged.
    table.string('task_id', 36).index()
    instant(table, 'reviewed_at')
    table.string('reviewed_by', 100)
    table.check(
      `(reviewed_at is null and reviewed_by is null) or (reviewed_at is not null and reviewed_by is not null)`,
      {},
      'questionnaire_response_reviewed_once',
    )
    table.index(['trust_ods_code', 'submitted_at'])
  })
  await db.raw(
    `create index questionnaire_response_to_review on questionnaire_response (trust_ods_code, flagged, submitted_at)
     where reviewed_at is null`,
  )
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('questionnaire_response')
  await db.schema.dropTable('questionnaire_answers')
  await db.schema.dropTable('questionnaire')
  await db.schema.dropTable('questionnaire_definition')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
