import { toColumn } from '../../database/columns.ts'
import type { FeatureData, HospitalEvent } from '../../dev/demonstration/feature-data.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN, ROSE } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'

const FERNHOLLOW = 'ZZ1'

export const STATED_LATELY = fixedGuid('stated-reason', 'lately')

function stated(id: string, daysAgo: number, review: object = {}): HospitalEvent {
  return (database, now) => {
    const at = now.subtract({ hours: 24 * daysAgo, minutes: 5 })
    return database('stated_reason').insert({
      id,
      patient_id: patientId(ROSE),
      trust_ods_code: FERNHOLLOW,
      staff_user_id: COLLEAGUE,
      role: 'booking-team',
      reason: 'asked',
      explanation: 'Her social worker phoned on her behalf to move the appointment.',
      stated_at: toColumn(at),
      open_until: toColumn(at.add({ minutes: 30 })),
      ...review,
    })
  }
}

const reviewed = (justified: boolean, note: string): HospitalEvent => {
  return (database, now) =>
    database('stated_reason')
      .where('id', STATED_LATELY)
      .update({ reviewed_at: toColumn(now), reviewed_by: COLLEAGUE, justified, review_note: note })
}

const many: HospitalEvent = async (database, now) => {
  for (let count = 0; count < 26; count += 1)
    await stated(fixedGuid('stated-reason', String(count)), count)(database, now)
}

const marks: HospitalEvent = database =>
  database('patient').where('id', patientId(BRIAN)).update({ sensitive: true })

export const demonstration: FeatureData = {
  async remove(transaction, patientIds) {
    await transaction('stated_reason').whereIn('patient_id', patientIds).delete()
  },

  hospitalEvents: {
    'The hospital marks Brian’s record as sensitive': marks,
    'A colleague has opened a sensitive record today': stated(STATED_LATELY, 0),
    'A colleague opened a sensitive record 9 days ago': stated(fixedGuid('stated-reason', 'late'), 9),
    'Colleagues have opened sensitive records 26 times': many,
    'The reason of today is found justified': reviewed(true, 'Her social worker has confirmed it.'),
    'The reason of today is found not justified': reviewed(false, 'Nobody had phoned.'),
  },
}
