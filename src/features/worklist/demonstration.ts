import { hash } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Row, upsertRows } from '../../database/insert-rows.ts'
import { castlemere } from '../../dev/demonstration/castlemere.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { AMIRA, BRIAN, CHLOE } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { london } from '../../shared/dates.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'

const BRIANS_REQUEST = fixedGuid('change-request', BRIAN, 'asked-to-cancel')

export const demonstration: FeatureData = {
  /** The history of the requests that the appointments' own data has added. */
  async fill(transaction, today) {
    const colleague = {
      id: COLLEAGUE,
      subject_hash: hash('sha256', COLLEAGUE),
      name: 'Ravi Shah',
      first_seen_at: toColumn(Temporal.Instant.from('2026-01-05T09:00Z')),
    }
    await upsertRows(transaction, 'staff_user', 'id', [colleague])
    await transaction('staff_post').where('user_id', COLLEAGUE).delete()
    await transaction('staff_post').insert({
      trust_ods_code: castlemere.dermatology.site.slice(0, 3),
      user_id: COLLEAGUE,
      role: 'booking-team',
      last_taken_at: toColumn(today.toZonedDateTime(london).toInstant()),
    })
    const theirs = () =>
      transaction('change_request').where(by =>
        by.where('claimed_by', COLLEAGUE).orWhere('decided_by', COLLEAGUE),
      )
    const requests: Row[] = await theirs().select('id', 'status', 'claimed_at', 'decided_at')
    for (const { id, status, claimed_at, decided_at } of requests)
      await transaction('request_event').insert({
        request_id: id,
        version: 2,
        at: decided_at ?? claimed_at,
        event: status === 'open' ? 'claimed' : status,
        actor: 'staff',
        actor_id: COLLEAGUE,
        role: 'booking-team',
      })
    await theirs().update('version', 2)
  },

  /** The appointments' own data removes the history with the requests. */
  async remove() {},

  hospitalEvents: {
    'Amira can only come on Sundays': database => amira(database).update('preferred_days', 'sunday'),
    'Amira can only come on Monday mornings': database =>
      amira(database).update({ preferred_days: 'monday', preferred_times: 'morning' }),
    'Brian’s request is urgent and assigned to a colleague': async (database, now) => {
      const assigned = { assigned_to: COLLEAGUE, priority: 'urgent', version: 3 }
      await database('change_request').where('id', BRIANS_REQUEST).update(assigned)
      const step = {
        request_id: BRIANS_REQUEST,
        at: toColumn(now),
        actor: 'staff',
        actor_id: COLLEAGUE,
        role: 'team-lead',
      }
      await database('request_event').insert([
        { ...step, version: 2, event: 'assigned', note: COLLEAGUE },
        { ...step, version: 3, event: 'marked-urgent', note: 'He needs his operation sooner.' },
      ])
    },
    'The requests of Brian and Chloe are late': async (database, now) => {
      const late = (id: string, minutes: number) =>
        database('change_request')
          .where('id', id)
          .update('promised_by', toColumn(now.subtract({ minutes })))
      await late(BRIANS_REQUEST, 1)
      await late(fixedGuid('change-request', CHLOE, 'asked-to-move'), 14 * 24 * 60)
    },
    'Brian withdraws his request to cancel': async (database, now) => {
      const request = database('change_request').where('id', BRIANS_REQUEST)
      await request.clone().update({ status: 'withdrawn', decided_at: toColumn(now), version: 2 })
      await database('request_event').insert({
        request_id: BRIANS_REQUEST,
        version: 2,
        at: toColumn(now),
        event: 'withdrawn',
        actor: 'patient',
      })
    },
  },
}

function amira(database: Database) {
  const appointment_id = appointmentId(AMIRA, 'cardiology')
  return database('change_request').where({ appointment_id, status: 'open' })
}
