import { toColumn } from '../../../database/columns.ts'
import type { Row } from '../../../database/insert-rows.ts'
import { type Clinic, clinicId, clinicianId } from '../../../dev/demonstration/clinic.ts'
import { fixedDigits, fixedGuid } from '../../../dev/demonstration/ids.ts'
import { COLLEAGUE } from '../../../dev/demonstration/staff.ts'
import { patientId } from '../../../dev/demonstration/standing-rows.ts'
import { twoWorkingDaysAfter } from '../../../dev/demonstration/when.ts'
import { londonDate } from '../../../shared/dates.ts'
import { type Appointment, appointmentId, type Request } from './appointment.ts'
import { changed } from './changed.ts'
import { everyday } from './everyday.ts'
import { notShown } from './not-shown.ts'
import type { Slots } from './slots.ts'
import { unusual } from './unusual.ts'

/** The PAS status of each outcome, and its NHS Data Dictionary code for attended or did not attend. */
const outcomes = {
  'on-time': { status: 'fulfilled', attended: '5' },
  'late-but-seen': { status: 'fulfilled', attended: '6' },
  'too-late-to-be-seen': { status: 'noshow', attended: '7' },
  missed: { status: 'noshow', attended: '3' },
}

const all = [...everyday, ...changed, ...notShown, ...unusual].flatMap(({ nhsNumber, appointments }) =>
  appointments.map(appointment => ({ nhsNumber, appointment })),
)

/** All appointments as rows, each in its slot. A moved appointment comes after its successor, which it references. */
export function appointmentRows(today: Temporal.PlainDate, slots: Slots): Row[] {
  return all.map(({ nhsNumber, appointment }) => appointmentRow(today, slots, nhsNumber, appointment))
}

export function changeRequestRows(today: Temporal.PlainDate): Row[] {
  return all.flatMap(({ nhsNumber, appointment: { name, clinic, request } }) =>
    request
      ? {
          id: fixedGuid('change-request', nhsNumber, name),
          appointment_id: appointmentId(nhsNumber, name),
          kind: request.kind,
          reason: request.reason,
          preferred_days: request.preferredDays ?? null,
          preferred_times: request.preferredTimes ?? null,
          dates_to_avoid: request.datesToAvoid ?? null,
          requested_at: toColumn(request.requestedAt(today)),
          promised_by: toColumn(twoWorkingDaysAfter(request.requestedAt(today))),
          ...workColumns(today, clinic, request),
        }
      : [],
  )
}

function workColumns(today: Temporal.PlainDate, { site }: Clinic, { claimed, declined }: Request): Row {
  return {
    trust_ods_code: site.slice(0, 3),
    claimed_by: claimed ? COLLEAGUE : null,
    claimed_at: claimed ? toColumn(claimed.at(today)) : null,
    claimed_until: claimed ? toColumn(claimed.until(today)) : null,
    status: declined ? 'declined' : 'open',
    decided_at: declined ? toColumn(declined.at(today)) : null,
    decided_by: declined ? COLLEAGUE : null,
    reply: declined?.reply ?? null,
  }
}

function appointmentRow(
  today: Temporal.PlainDate,
  slots: Slots,
  nhsNumber: string,
  appointment: Appointment,
): Row {
  const { name, clinic, cancelled, stay, movedTo } = appointment
  const starts = appointment.starts(today)
  const ends = appointment.ends?.(today) ?? starts.add({ minutes: clinic.minutes })
  const { status, attended } = cancelled
    ? { status: 'cancelled', attended: cancelled.by === 'patient' ? '2' : '4' }
    : appointment.outcome
      ? outcomes[appointment.outcome]
      : { status: 'booked', attended: '0' }
  const isFuture = Temporal.PlainDate.compare(londonDate(starts), today) > 0
  const inSlot = isFuture && !stay && !appointment.holding
  const ubrn = appointment.first ? fixedDigits(12, 'ubrn', nhsNumber, name) : null
  const inPerson = clinic.medium ? 0 : 2
  return {
    id: appointmentId(nhsNumber, name),
    pas_id: `${clinic.site.slice(0, 3)}${fixedDigits(9, 'appointment', nhsNumber, name)}`,
    patient_id: patientId(nhsNumber),
    clinic_id: clinicId(clinic),
    slot_id: inSlot ? slots.take(clinic, starts, status === 'booked') : null,
    medium: clinic.medium ?? 'FACE_TO_FACE',
    site_ods_code: clinic.place ? clinic.site : null,
    place: clinic.place ?? null,
    clinician_id: clinicianId(clinic.clinician),
    starts_at: toColumn(starts),
    ends_at: toColumn(ends),
    title: appointment.title ?? clinic.title,
    encounter_class: stay ?? 'outpatient',
    priority: clinic.priority ?? 'ROUTINE',
    first_attendance: stay ? null : String((appointment.first ? 3 : 4) - inPerson),
    status,
    attended,
    cancelled_at: cancelled ? toColumn(cancelled.at(today)) : null,
    cancelled_by: cancelled?.by ?? null,
    cancellation_reason: cancelled?.reason ?? null,
    moved_to_id: movedTo ? appointmentId(nhsNumber, movedTo) : null,
    changes_made: appointment.changesMade ?? 0,
    hidden: appointment.hidden ?? false,
    holding: appointment.holding ?? false,
    ubrn,
    pathway_id: ubrn,
    pathway_issuer: ubrn && 'X09',
  }
}
