import { insertRows } from '../../database/insert-rows.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { clinicRows, clinics } from '../../dev/demonstration/standing-rows.ts'
import { appointmentRows, changeRequestRows } from './demonstration/appointment-rows.ts'
import { followUpRows } from './demonstration/follow-ups.ts'
import { hospitalEvents } from './demonstration/hospital-events.ts'
import { requestEvents } from './demonstration/request-events.ts'
import { Slots } from './demonstration/slots.ts'

export const demonstration: FeatureData = {
  async fill(transaction, today) {
    const slots = new Slots(today, clinics)
    const appointments = appointmentRows(today, slots)
    await insertRows(transaction, 'slot', slots.rows())
    await insertRows(transaction, 'appointment', appointments)
    await insertRows(transaction, 'change_request', changeRequestRows(today))
    await insertRows(transaction, 'task', followUpRows(today))
  },

  /** Also removes the slots, unless other patients are booked in them. */
  async remove(transaction, patientIds) {
    const theirs = transaction('appointment').select('id').whereIn('patient_id', patientIds)
    await transaction('outbox').whereIn('subject_id', theirs).delete()
    const requests = transaction('change_request').select('id').whereIn('appointment_id', theirs)
    await transaction('request_event').whereIn('request_id', requests).delete()
    await transaction('outbox').whereIn('subject_id', requests).delete()
    for (const table of ['outbox_event', 'audit_entry', 'change_request', 'reported_appointment'])
      await transaction(table).whereIn('appointment_id', theirs).delete()
    await transaction('appointment').whereIn('patient_id', patientIds).delete()

    const inSlot = transaction('appointment').whereRaw('slot_id = slot.id')
    const slots = transaction('slot').whereIn(
      'clinic_id',
      clinicRows.map(({ id }) => id as string),
    )
    await slots.clone().whereNotExists(inSlot.clone().select('id')).delete()
    await slots.update('booked', inSlot.where('status', 'booked').count() as never)
  },

  hospitalEvents: { ...hospitalEvents, ...requestEvents },
}
