import { toColumn } from '../../database/columns.ts'
import type { FeatureData, HospitalEvent } from '../../dev/demonstration/feature-data.ts'
import { AMIRA } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'

const id = patientId(AMIRA)

export const demonstration: FeatureData = {
  async remove(transaction, patientIds) {
    await transaction('patient_event').whereIn('patient_id', patientIds).delete()
    await transaction('outbox').where('subject_type', 'patient').whereIn('subject_id', patientIds).delete()
  },

  hospitalEvents: {
    'Fernhollow takes Amira out of the portal': takeOut('ZZ1'),
    'Castlemere takes Amira out of the portal': takeOut('ZZ2'),
    'The hospital updates Amira’s details': database =>
      database('patient').where({ id }).increment('version', 1),
  },
}

function takeOut(trust_ods_code: string): HospitalEvent {
  return async (database, now) => {
    await database('patient').where({ id }).update({ portal_access: false }).increment('version', 1)
    await database('patient_event').insert({
      patient_id: id,
      place: 1,
      trust_ods_code,
      at: toColumn(now),
      event: 'barred',
      staff_user_id: COLLEAGUE,
      role: 'team-lead',
      note: 'She asked us to, by letter.',
    })
  }
}
