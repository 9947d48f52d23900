import type { Database, Transaction } from '../../../database/database.ts'
import { StaleVersion } from '../../../database/idempotent.ts'
import { lockPatient } from '../../../database/locks.ts'
import { retryTransient } from '../../../database/retry-transient.ts'
import type { StaffActor } from '../../../shared/actor.ts'
import {
  type Appointment,
  type FreeTime,
  findAppointmentOfTrust,
  freeTimes,
  TimeTaken,
  timeSeenText,
} from '../../appointments/appointments.ts'
import { cancelForHospital, moveForHospital } from '../../worklist/worklist.ts'
import { isAffected } from './affected-store.ts'
import { isLeft, markDone } from './closed-appointment-store.ts'
import type { Closure, Left, Outcome } from './closure.ts'
import { lockClosure } from './closure-store.ts'

/** So that a patient hears of the new time before it: what staff would offer by phone. */
export const NOTICE_HOURS = 48

/** Each failed attempt has lost a race for another time. */
const MAX_ATTEMPTS = 5

interface Work {
  closure: Closure
  /** The member of staff who has closed it, or goes on with the work. */
  staff: StaffActor
  now: Temporal.Instant
}

/**
 * Does for one patient what was intended, in one transaction: moves the appointment, or cancels it and puts the patient on the
 * worklist, which is also done if there is no time for them. Does nothing if it has been done, or if the clinic is open again.
 */
export async function vacate(database: Database, work: Work, left: Left): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const intended = attempt < MAX_ATTEMPTS ? left.intended : 'worklist'
    try {
      return await retryTransient(() =>
        database.transaction(transaction => vacateOnce(transaction, work, { ...left, intended })),
      )
    } catch (error) {
      const lostRace = error instanceof TimeTaken || error instanceof StaleVersion
      if (!lostRace || attempt === MAX_ATTEMPTS) throw error
    }
  }
}

async function vacateOnce(transaction: Transaction, work: Work, left: Left): Promise<void> {
  const { closure, now } = work
  const { appointmentId, patientId } = left
  await lockPatient(transaction, patientId)
  if (!(await lockClosure(transaction, closure.id))) return
  if (!(await isLeft(transaction, closure.id, appointmentId))) return
  const outcome = await vacated(transaction, work, left)
  await markDone(transaction, closure.id, appointmentId, outcome, now)
}

async function vacated(
  transaction: Transaction,
  { closure, staff, now }: Work,
  { appointmentId, patientId, intended }: Left,
): Promise<Outcome> {
  if (!(await isAffected(transaction, closure, appointmentId, now))) return 'gone'
  const of = { trustOdsCode: closure.trustOdsCode, patientId, id: appointmentId }
  const appointment = await findAppointmentOfTrust(transaction, of)
  if (!appointment) return 'gone'
  const change = { actor: staff, patientId, appointment, now }
  const time = isForStaff(appointment, intended)
    ? undefined
    : await timeFor(transaction, patientId, appointment, intended, now)
  if (!time) return cancelForHospital(transaction, change)
  await moveForHospital(transaction, change, { slotId: time.slotId, timeSeen: timeSeenText(time) })
  return 'moved'
}

/**
 * Whether the booking team has to look at it: what a patient asked for may not be at the first free time, and a two-week wait may
 * not be put off.
 */
function isForStaff({ priority, request }: Appointment, intended: string): boolean {
  return (
    request?.kind === 'cancel' || (intended === 'first' && (request !== null || priority === 'TWO_WEEK_WAIT'))
  )
}

/** The time that was chosen, or the first in the same way as the appointment, which is not at short notice. */
async function timeFor(
  transaction: Transaction,
  patientId: string,
  appointment: Appointment,
  intended: string,
  now: Temporal.Instant,
): Promise<FreeTime | undefined> {
  if (intended === 'worklist') return undefined
  const notice = intended === 'first' ? NOTICE_HOURS : 0
  const rules = { ...appointment.rules, minimumNoticeHours: notice }
  const times = await freeTimes(transaction, patientId, { ...appointment, rules }, now)
  return intended === 'first'
    ? times.find(({ medium }) => medium === appointment.medium)
    : times.find(({ slotId }) => slotId === intended)
}
