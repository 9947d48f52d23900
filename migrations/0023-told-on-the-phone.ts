import type { Knex } from 'knex'

/*
 * How the patient was told of what staff did for them, in the history of the patient; null when they were not told then, and
 * in what an older release adds.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('patient_event', table => {
    table.string('told', 20)
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('patient_event', table => {
    table.dropColumn('told')
  })
}
