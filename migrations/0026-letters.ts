import type { Knex } from 'knex'

/*
 * Letters of hospitals to their patients. What they say is in encrypted files, whose ids are here. No foreign keys, as for
 * `audit_log` (0002). `letter_choice` keeps which patients also want paper. An older release shows no letters and posts
 * none.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('letter', table => {
    table.string('id', 36).notNullable().primary()
    table.string('patient_id', 36).notNullable()
    table.string('trust_ods_code', 6).notNullable()
    // The hospital's own id of the letter.
    table.string('source_id', 100).notNullable()
    table.string('appointment_id', 36)
    table.string('kind', 20).notNullable()
    table.string('treatment_function_code', 3)
    // The date on the letter, CCYY-MM-DD.
    table.string('dated_on', 10).notNullable()
    // Until then the patient is not shown it.
    instant(table, 'embargoed_until')
    instant(table, 'imported_at').notNullable()
    table.string('file_id', 36).notNullable()
    table.integer('file_size').notNullable()
    table.integer('file_pages')
    table.string('file_format', 10).notNullable()
    // The headings, paragraphs, lists and tables of the letter, as JSON in an encrypted file.
    table.string('html_file_id', 36)
    table.string('content_hash', 64).notNullable()
    // The id of the letter that replaces it.
    table.string('superseded_by', 36)
    instant(table, 'withdrawn_at')
    table.integer('version').notNullable().defaultTo(1)
    instant(table, 'seen_at')
    instant(table, 'read_at')
    // When it is due to be posted: unless it has been read by then, or in any case.
    instant(table, 'post_after')
    table.boolean('post_always').notNullable().defaultTo(false)
    instant(table, 'to_post_at')
    instant(table, 'post_ended_at')
    table.string('post_outcome', 10)
    table.string('post_ended_by', 100)
    table.check("kind in ('referral', 'scheduling', 'outcome', 'update')", {}, 'letter_kind')
    table.check("file_format in ('tagged', 'text', 'image')", {}, 'letter_file_format')
    table.check('read_at is null or seen_at is not null', {}, 'letter_read_was_seen')
    table.check('superseded_by <> id', {}, 'letter_not_superseded_by_itself')
    table.check("post_outcome in ('posted', 'not-needed')", {}, 'letter_post_outcome')
    table.check(
      `(post_ended_at is null and post_outcome is null and post_ended_by is null)
       or (to_post_at is not null and post_ended_at is not null and post_outcome is not null and post_ended_by is not null)`,
      {},
      'letter_post_ended_once',
    )
    table.unique(['trust_ods_code', 'source_id'])
    table.index(['patient_id', 'dated_on'])
    table.index(['appointment_id'])
    table.index(['superseded_by'])
  })
  await db.raw(
    'create index letter_to_mark on letter (post_after) where post_after is not null and to_post_at is null',
  )
  await db.raw(
    'create index letter_to_post on letter (trust_ods_code, to_post_at, id) where to_post_at is not null and post_ended_at is null',
  )

  await db.schema.createTable('letter_choice', table => {
    table.string('patient_id', 36).notNullable()
    table.string('trust_ods_code', 6).notNullable()
    table.boolean('by_post').notNullable()
    instant(table, 'chosen_at').notNullable()
    table.integer('version').notNullable().defaultTo(1)
    table.primary(['patient_id', 'trust_ods_code'])
  })

  await db.schema.alterTable('trust', table => {
    // A letter that is unread for so long is posted. Null: the portal leaves the post to the hospital.
    table.integer('post_letters_after_hours')
    // Whether patients may choose to get each letter by post as well.
    table.boolean('letters_also_by_post').notNullable().defaultTo(false)
  })
}

export async function down(db: Knex): Promise<void> {
  // In SQL, because Knex would recreate the table on SQLite.
  if (db.client.dialect === 'mssql')
    await db.raw('alter table trust drop constraint trust_letters_also_by_post_default')
  for (const name of ['letters_also_by_post', 'post_letters_after_hours'])
    await db.raw('alter table trust drop column ??', [name])
  await db.schema.dropTable('letter_choice')
  await db.schema.dropTable('letter')
}

function instant(table: Knex.CreateTableBuilder, name: string) {
  return table.datetime(name, { precision: 3, useTz: false })
}
