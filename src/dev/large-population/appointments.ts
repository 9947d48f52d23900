import type { Row } from '../../database/insert-rows.ts'
import { clinicId, clinicianId } from '../demonstration/clinic.ts'
import { fixedGuid } from '../demonstration/ids.ts'
import { type ClinicTime, scatter, type Timetable, timesPerDay } from './times.ts'
import { largeClinics } from './trusts.ts'

/** Rows of some patients and of their appointments. */
export interface Population {
  patients: Row[]
  slots: Row[]
  appointments: Row[]
  changeRequests: Row[]
}

const clinics = largeClinics.map(clinic => ({
  title: clinic.title,
  byRequest: clinic.site.startsWith('ZZ9'),
  where: {
    clinic_id: clinicId(clinic),
    medium: clinic.medium ?? 'FACE_TO_FACE',
    site_ods_code: clinic.place ? clinic.site : null,
    place: clinic.place ?? null,
    clinician_id: clinicianId(clinic.clinician),
  },
}))

/** Of 100 past appointments, 80 were attended, 8 missed and 12 cancelled, half of these by the hospital. */
export function addPast(
  { appointments }: Population,
  patient: string,
  index: number,
  { past }: Timetable,
): void {
  const place = scatter(index, 6, past.length)
  const chance = scatter(index, 7, 100)
  const cancelledAt = (past[Math.max(0, place - 5 * timesPerDay)] as ClinicTime).starts_at
  const state =
    chance < 6
      ? cancelled('patient', cancelledAt)
      : chance < 12
        ? cancelled('hospital', cancelledAt)
        : chance < 20
          ? kept('noshow', '3')
          : kept('fulfilled', '5')
  appointments.push(appointmentRow(patient, index, past[place] as ClinicTime, null, state))
}

/**
 * Adds an appointment in a slot of its own, and a free slot on the same day. At trusts that take requests, 1 in 25
 * has one.
 */
export function addUpcoming(part: Population, patient: string, index: number, times: Timetable): void {
  const place = scatter(index, 8, times.upcoming.length)
  const time = times.upcoming[place] as ClinicTime
  const free = times.upcoming[place - (place % timesPerDay) + scatter(index, 9, timesPerDay)] as ClinicTime
  const slot = slotRow(index, 'booked', time, 1)
  const row = appointmentRow(patient, index, time, slot.id as string, kept('booked', '0'))
  part.slots.push(slot, slotRow(index, 'free', free, 0))
  part.appointments.push(row)
  if (clinicOf(index).byRequest && scatter(index, 10, 25) === 0)
    part.changeRequests.push(changeRequestRow(index, row.id as string, times))
}

function clinicOf(index: number) {
  return clinics[scatter(index, 11, clinics.length)] as (typeof clinics)[number]
}

function slotRow(index: number, use: string, time: ClinicTime, booked: number): Row {
  return {
    id: fixedGuid('large-slot', use, String(index)),
    ...clinicOf(index).where,
    ...time,
    capacity: 1,
    booked,
  }
}

function appointmentRow(
  patient: string,
  index: number,
  time: ClinicTime,
  slot: string | null,
  state: ReturnType<typeof kept | typeof cancelled>,
): Row {
  const { title, where } = clinicOf(index)
  return {
    id: fixedGuid('large-appointment', String(index)),
    pas_id: `L-${index}`,
    patient_id: patient,
    slot_id: slot,
    ...where,
    ...time,
    title,
    ...state,
  }
}

function kept(status: 'booked' | 'fulfilled' | 'noshow', attended: string) {
  return { status, attended, cancelled_at: null, cancelled_by: null, cancellation_reason: null }
}

function cancelled(by: 'patient' | 'hospital', at: string) {
  const patient = by === 'patient'
  return {
    status: 'cancelled',
    attended: patient ? '2' : '4',
    cancelled_at: at,
    cancelled_by: by,
    cancellation_reason: patient ? 'cannot-attend' : 'HOSPITAL',
  }
}

function changeRequestRow(index: number, appointment: string, { past, upcoming }: Timetable): Row {
  const cancel = index % 2 === 0
  return {
    id: fixedGuid('large-change-request', String(index)),
    appointment_id: appointment,
    kind: cancel ? 'cancel' : 'reschedule',
    reason: cancel ? 'private-care' : 'commitments',
    preferred_days: cancel ? null : 'monday,wednesday',
    preferred_times: cancel ? null : 'morning,afternoon',
    requested_at: (past.at(-timesPerDay) as ClinicTime).starts_at,
    promised_by: (upcoming[0] as ClinicTime).starts_at,
  }
}
