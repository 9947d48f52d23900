import { toColumn } from '../../database/columns.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'

/** The features whose tasks they are add them. */
export const demonstration: FeatureData = {
  async remove(transaction, patientIds) {
    const theirs = transaction('task').select('id').whereIn('patient_id', patientIds)
    await transaction('task_event').whereIn('task_id', theirs).delete()
    await transaction('outbox').whereIn('subject_id', theirs).delete()
    await transaction('task').whereIn('patient_id', patientIds).delete()
  },

  hospitalEvents: {
    'Brian’s contact request is urgent and assigned to a colleague': async (database, now) => {
      const id = fixedGuid('contact-request', BRIAN, 'late')
      const triaged = { assigned_to: COLLEAGUE, priority: 'urgent', version: 3 }
      await database('task').where({ id }).update(triaged)
      await database('task_event').insert(triageOf(id, toColumn(now)))
    },
  },
}

/** The first steps of a task that a team lead has assigned and marked as urgent. */
export function triageOf(taskId: string, at: string) {
  const step = { task_id: taskId, at, actor: 'staff', actor_id: COLLEAGUE, role: 'team-lead' }
  return [
    { ...step, version: 2, event: 'assigned', note: COLLEAGUE },
    { ...step, version: 3, event: 'marked-urgent', note: 'The operation is this week.' },
  ]
}
