import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { AMIRA } from '../../dev/demonstration/nhs-numbers.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'

export const demonstration: FeatureData = {
  /** The entries are removed with those of all features. */
  remove: async () => {},

  hospitalEvents: {
    'Someone changes an entry about Amira': database =>
      database('audit_log')
        .where({ patient_id: patientId(AMIRA), place: 1 })
        .update({ actor_id: 'someone-else' }),
  },
}
