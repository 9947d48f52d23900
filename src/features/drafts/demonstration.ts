import type { FeatureData } from '../../dev/demonstration/feature-data.ts'

/** The demonstration people begin with no unfinished answers. */
export const demonstration: FeatureData = {
  async remove(transaction, patientIds) {
    await transaction('draft').whereIn('patient_id', patientIds).delete()
  },
}
