import type { Knex } from 'knex'

/*
 * How the patient was told of what staff did for them, in the history of the patient; null when they were not told then, and
 * in what an older release adds. And the index by which tasks that were closed long ago are found, to be removed.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('patient_event', table => {
    table.string('told', 20)
  })
  await db.schema.alterTable('task', table => {
    table.index(['closed_at'], 'task_closed_at')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('task', table => {
    table.dropIndex([], 'task_closed_at')
  })
  await db.schema.alterTable('patient_event', table => {
    table.dropColumn('told')
  })
}
