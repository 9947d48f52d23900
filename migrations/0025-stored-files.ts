import type { Knex } from 'knex'

/*
 * Files, encrypted. `stored_file` is the header of a file: its format and size, and its own key, wrapped by the master key
 * `key_id`. `stored_file_chunk` has the content, unless `place` is `folder`. `stored_file_check` is what the nightly check
 * found. `letter_arrival` is where the PAS puts letters, which a job takes in and removes (docs/letters.md). An older release knows
 * no files, and leaves arrivals where they are.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('stored_file', table => {
    table.string('id', 36).notNullable().primary()
    table.integer('format').notNullable()
    table.integer('size').notNullable()
    table.string('key_id', 40).notNullable().index()
    table.binary('wrapped_key', 60).notNullable()
    table.string('place', 10).notNullable()
    instant(table, 'stored_at').notNullable().index()
    // Why it could not be read when it was last checked. Null: it was read, or not checked yet.
    table.string('fault', 20).index()
    table.check("place in ('database','folder')", {}, 'stored_file_place')
  })
  await db.schema.createTable('stored_file_chunk', table => {
    table.string('file_id', 36).notNullable()
    table.integer('number').notNullable()
    table.binary('content').notNullable()
    table.primary(['file_id', 'number'])
  })
  await db.schema.createTable('stored_file_check', table => {
    table.string('id', 36).notNullable().primary()
    instant(table, 'at').notNullable().index()
    table.integer('read').notNullable()
    table.integer('unreadable').notNullable()
    table.integer('strays').notNullable()
  })
  await db.schema.createTable('letter_arrival', table => {
    table.string('id', 36).notNullable().primary()
    instant(table, 'arrived_at').notNullable()
    table.string('trust_ods_code', 6).notNullable()
    table.string('source_id', 100).notNullable()
    table.string('nhs_number', 10).notNullable()
    table.string('date_of_birth', 10)
    table.string('kind', 20)
    table.string('treatment_function_code', 3)
    table.string('dated_on', 10)
    table.string('appointment_pas_id', 50)
    instant(table, 'embargoed_until')
    table.string('supersedes', 100)
    table.boolean('withdrawn').notNullable().defaultTo(false)
    table.binary('pdf')
    table.text('html')
    // Why it was not taken in. Null: it has not been looked at.
    table.string('refused', 40)
    table.string('refused_field', 40)
    instant(table, 'refused_at')
  })
  await db.raw('create index letter_arrival_waiting on letter_arrival (arrived_at, id) where refused is null')
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('letter_arrival')
  await db.schema.dropTable('stored_file_check')
  await db.schema.dropTable('stored_file_chunk')
  await db.schema.dropTable('stored_file')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
