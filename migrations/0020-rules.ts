import type { Knex } from 'knex'

/*
 * Rules of a trust for what patients ask. `trust_rule_version` keeps every version as it was saved, and `trust_rule_run` on
 * which events of the outbox a rule has acted, so that it acts on each only once. No foreign keys, as for `audit_log`
 * (0002). An older release has no rules and runs none: what happens while only its workers run has had no rule.
 *
 * The index on `task` is for trying a rule on what patients cancelled lately.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('trust_rule', table => {
    table.string('id', 36).notNullable().primary()
    table.string('trust_ods_code', 6).notNullable()
    table.string('event', 20).notNullable()
    table.integer('version').notNullable().defaultTo(1)
    // When it was last switched on. Null: it is off.
    instant(table, 'on_since')
    instant(table, 'added_at').notNullable()
    table.check(
      "event in ('asked-to-cancel', 'asked-to-move', 'booked', 'cancelled')",
      {},
      'trust_rule_event',
    )
    table.index(['trust_ods_code', 'event'])
  })
  await db.schema.createTable('trust_rule_version', table => {
    table.string('rule_id', 36).notNullable()
    table.integer('version').notNullable()
    instant(table, 'at').notNullable()
    table.string('change', 20).notNullable()
    table.string('staff_user_id', 100).notNullable()
    table.string('role', 100).notNullable()
    // Its name, conditions and actions, as JSON.
    table.text('content').notNullable()
    table.primary(['rule_id', 'version'])
  })
  await db.schema.createTable('trust_rule_run', table => {
    table.string('rule_id', 36).notNullable()
    // Of the outbox.
    table.string('event_id', 36).notNullable()
    table.integer('version').notNullable()
    instant(table, 'at').notNullable()
    table.primary(['rule_id', 'event_id'])
    table.index(['event_id'])
    table.index(['at'])
  })
  await db.schema.alterTable('task', table => {
    table.index(['trust_ods_code', 'kind', 'opened_at'], 'task_opened_of_trust')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('task', table => table.dropIndex([], 'task_opened_of_trust'))
  await db.schema.dropTable('trust_rule_run')
  await db.schema.dropTable('trust_rule_version')
  await db.schema.dropTable('trust_rule')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
