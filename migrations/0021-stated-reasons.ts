import type { Knex } from 'knex'

/*
 * For auditors: the audit log of a trust in order of time, and the reasons that staff have stated before they opened a sensitive
 * record. An older release ignores all of it, and opens such records without a reason. No foreign keys, as for `audit_log` (0002).
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('audit_log', table => {
    table.index(['at', 'patient_id', 'place'], 'audit_log_at')
  })
  await db.raw(
    'create index audit_log_of_trust on audit_log (actor_trust, at, patient_id, place) where actor_trust is not null',
  )

  await db.schema.createTable('stated_reason', table => {
    table.string('id', 36).notNullable().primary()
    table.string('patient_id', 36).notNullable()
    table.string('trust_ods_code', 6).notNullable()
    table.string('staff_user_id', 36).notNullable()
    table.string('role', 20).notNullable()
    // A code, and what the member of staff wrote.
    table.string('reason', 40).notNullable()
    table.string('explanation', 1000).notNullable()
    instant(table, 'stated_at').notNullable()
    instant(table, 'open_until').notNullable()
    instant(table, 'reviewed_at')
    table.string('reviewed_by', 36)
    table.boolean('justified')
    table.string('review_note', 1000)
    table.check(
      `(reviewed_at is null and reviewed_by is null and justified is null)
       or (reviewed_at is not null and reviewed_by is not null and justified is not null)`,
      {},
      'stated_reason_reviewed_by_someone',
    )
    table.index(['patient_id', 'staff_user_id', 'open_until'])
  })
  await db.raw(
    'create index stated_reason_to_review on stated_reason (trust_ods_code, stated_at, id) where reviewed_at is null',
  )
  await db.raw(
    'create index stated_reason_reviewed on stated_reason (trust_ods_code, reviewed_at, id) where reviewed_at is not null',
  )
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('stated_reason')
  await db.schema.alterTable('audit_log', table => {
    table.dropIndex([], 'audit_log_of_trust')
    table.dropIndex([], 'audit_log_at')
  })
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
