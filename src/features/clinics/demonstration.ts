import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { clinicId, clinicianId } from '../../dev/demonstration/clinic.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fernhollow } from '../../dev/demonstration/fernhollow.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { AMIRA } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import { trusts } from '../../dev/demonstration/trusts.ts'
import { londonDate, periodOf } from '../../shared/dates.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'

/** The closure of an event. */
export const WAS_AWAY = fixedGuid('closure', 'was-away')

const CARDIOLOGY = appointmentId(AMIRA, 'cardiology')
const IMRAN = '9990000093'

export const demonstration: FeatureData = {
  /** Nothing is closed at first. The slots are added again, unless other patients are booked in them. */
  async remove(transaction) {
    const codes = trusts.map(({ ods_code }) => ods_code)
    const closures = transaction('closure').whereIn('trust_ods_code', codes)
    const ids = closures.clone().select('id')
    const slots = transaction('closed_slot').whereIn('closure_id', ids.clone()).select('slot_id')
    await transaction('slot').whereIn('id', slots).update('blocks', 0)
    for (const table of ['closed_slot', 'closed_appointment'])
      await transaction(table).whereIn('closure_id', ids.clone()).delete()
    await transaction('outbox').whereIn('subject_id', ids.clone()).delete()
    await closures.delete()
    const clinics = transaction('clinic').whereIn('trust_ods_code', codes)
    await transaction('clinic_settings_event').whereIn('clinic_id', clinics.clone().select('id')).delete()
    await clinics.update('settings_version', 1)
  },

  hospitalEvents: {
    'The cardiologist was away for two days last week': async (database, now) => {
      const today = londonDate(now)
      const { from, until } = periodOf(today.subtract({ days: 7 }), today.subtract({ days: 6 }))
      await database('closure').insert({
        id: WAS_AWAY,
        trust_ods_code: 'ZZ1',
        clinician_id: clinicianId(fernhollow.cardiology.clinician),
        starts_at: toColumn(from),
        ends_at: toColumn(until),
        whole: true,
        reason: 'Study leave',
        intended: 'worklist',
        closed_at: toColumn(from),
        closed_by: COLLEAGUE,
        closed_role: 'team-lead',
      })
    },
    'Fernhollow changes the settings of its cardiology clinic': database =>
      database('clinic').where('id', clinicId(fernhollow.cardiology)).increment('settings_version', 1),
    'Another patient is booked in cardiology on the day of the appointment': async database => {
      const theirs = await cardiology(database).first()
      const imran = { patient_id: patientId(IMRAN), slot_id: null, pas_id: 'ZZ1-on-the-same-day' }
      await database('appointment').insert({ ...theirs, ...imran, id: randomUUID() })
    },
    'The closing of the cardiology clinic is interrupted': database =>
      database('closed_appointment')
        .where('appointment_id', CARDIOLOGY)
        .update({ outcome: null, done_at: null }),
  },
}

function cardiology(database: Database) {
  return database('appointment').where('id', CARDIOLOGY)
}
