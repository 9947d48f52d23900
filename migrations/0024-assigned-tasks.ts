import type { Knex } from 'knex'

/*
 * To whom a task is assigned, and whether it is urgent, as for requests (0015). An older release leaves the columns null. The
 * indexes are those of its lists: of one assignee, and urgent ones first.
 */

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('task', table => {
    table.string('assigned_to', 100)
    // Null is normal.
    table.string('priority', 10)
  })
  await db.raw("alter table task add constraint task_priority check (priority in ('urgent'))")
  await db.raw(
    "create index task_open_by_priority on task (trust_ods_code, priority desc, promised_by, id) where status = 'open'",
  )
  await db.raw(
    "create index task_open_of_assignee on task (trust_ods_code, assigned_to, promised_by, id) where status = 'open'",
  )
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('task', table => {
    table.dropIndex([], 'task_open_of_assignee')
    table.dropIndex([], 'task_open_by_priority')
  })
  await db.raw('alter table task drop constraint task_priority')
  for (const name of ['priority', 'assigned_to']) await db.raw('alter table task drop column ??', [name])
}
