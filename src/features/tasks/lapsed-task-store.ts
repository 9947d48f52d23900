import type { Database } from '../../database/database.ts'
import type { Task } from './task.ts'
import { type Row, task } from './task-row.ts'

/** Open tasks for patients who have died, first promised first. */
export async function listOfDead(database: Database, limit: number): Promise<Task[]> {
  const rows: Row[] = await openOfDead(database).orderBy('task.promised_by').limit(limit)
  return rows.map(task)
}

/** The same task, if it is still open in this version and the patient has died. */
export async function findOfDead(
  database: Database,
  { id, version }: Pick<Task, 'id' | 'version'>,
): Promise<Task | undefined> {
  const row: Row | undefined = await openOfDead(database)
    .where({ 'task.id': id, 'task.version': version })
    .first()
  return row && task(row)
}

function openOfDead(database: Database) {
  return database('task')
    .join('patient', 'patient.id', 'task.patient_id')
    .select('task.*')
    .whereRaw("task.status = 'open'")
    .whereNotNull('patient.death_date')
}
