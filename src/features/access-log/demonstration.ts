import { hash } from 'node:crypto'
import { audit } from '../../audit/audit.ts'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { upsertRows } from '../../database/insert-rows.ts'
import type { FeatureData, HospitalEvent } from '../../dev/demonstration/feature-data.ts'
import { AMIRA } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import type { Actor } from '../../shared/actor.ts'
import { ownerHash } from '../../web/session/owner.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'

const FERNHOLLOW = 'ZZ1'
const AMIRAS = patientId(AMIRA)

/** Everyone who may act looks at Amira's information or changes it. */
const everyoneLooks: HospitalEvent = (database, now) =>
  database.transaction(async transaction => {
    const staff = {
      kind: 'staff',
      userId: COLLEAGUE,
      role: 'booking-team',
      trustOdsCode: FERNHOLLOW,
    } as const
    const program = { kind: 'program', patientId: AMIRAS, permissions: [] } as const
    const aggregator: Actor = { ...program, name: 'aggregator', clientId: 'aggregator' }
    const job: Actor = { ...program, name: 'portal', clientId: 'requests' }
    const cardiology = { type: 'appointment', id: appointmentId(AMIRA, 'cardiology'), version: 1 }
    const herself = { type: 'patient', id: AMIRAS }
    await audit(transaction, aggregator, 'listed-in-nhs-app', herself, now)
    await audit(transaction, staff, 'viewed-requests', herself, now, AMIRAS)
    await audit(transaction, staff, 'cancelled', cardiology, now, AMIRAS)
    await audit(transaction, job, 'ended-request', { type: 'change-request', id: 'ended' }, now)
  })

const OTHER_SESSION = hash('sha256', 'the other phone of Amira')

const isOnAnotherPhone = (database: Database, now: Temporal.Instant) => {
  const loggedInAt = now.subtract({ minutes: 20 }).toString()
  const identity = { patientId: AMIRAS, loggedInAt, device: 'Chrome on Android' }
  return database.transaction(transaction =>
    upsertRows(transaction, 'session', 'id_hash', [
      {
        id_hash: OTHER_SESSION,
        data: JSON.stringify({ cookie: {}, identity, usedAt: now.subtract({ minutes: 3 }).toString() }),
        expires_at: toColumn(now.add({ minutes: 7 })),
        owner_hash: ownerHash(AMIRAS),
      },
    ]),
  )
}

const namesStaff = (database: Database, names: boolean) =>
  database('trust').where('ods_code', FERNHOLLOW).update({ names_staff_to_patients: names })

export const demonstration: FeatureData = {
  /** Fernhollow does not name its staff. */
  fill: async transaction => void (await namesStaff(transaction, false)),
  /** The entries are removed with those of all features. */
  async remove(transaction) {
    await transaction('session').where('id_hash', OTHER_SESSION).delete()
  },

  hospitalEvents: {
    'Hospital staff, the NHS App and a job look at Amira’s information': everyoneLooks,
    'Amira is logged in on another phone too': isOnAnotherPhone,
    'Fernhollow lets patients read the names of its staff': database => namesStaff(database, true),
  },
}
