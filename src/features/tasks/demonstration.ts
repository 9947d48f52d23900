import type { FeatureData } from '../../dev/demonstration/feature-data.ts'

/** The features whose tasks they are add them. */
export const demonstration: FeatureData = {
  async remove(transaction, patientIds) {
    const theirs = transaction('task').select('id').whereIn('patient_id', patientIds)
    await transaction('task_event').whereIn('task_id', theirs).delete()
    await transaction('outbox').whereIn('subject_id', theirs).delete()
    await transaction('task').whereIn('patient_id', patientIds).delete()
  },
}
