import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Appointment, FreeTime } from './appointment.ts'

/*
 * The state of an appointment that a patient saw when they were asked to confirm. The form carries it in one hidden
 * field, because the booking team can change the appointment in the PAS at any time, even without a new version.
 * Comparing it with the current state finds every difference that matters to the patient, and the page can name it.
 */

const instant = z.string().max(35).refine(isInstant)

const shape = z.tuple([
  z.number().int(),
  z.enum(['booked', 'fulfilled', 'cancelled', 'noshow']),
  z.enum(['', 'cancel', 'reschedule']),
  instant,
  instant,
  z.string().max(20),
  z.string().max(900),
  z.string().max(400),
  z.string().max(20),
])

export type Seen = z.infer<typeof shape>

const PARTS = ['version', 'status', 'request', 'start', 'end', 'medium', 'place', 'clinician', 'how'] as const

export type Change = (typeof PARTS)[number]

/** The text of the hidden field. */
export function seenText(appointment: Appointment): string {
  return Buffer.from(JSON.stringify(partsOf(appointment))).toString('base64url')
}

/** The validation rule for the hidden field. */
export const seenField = z
  .string()
  .max(8000)
  .transform((text, context) => {
    const read = shape.safeParse(parse(text))
    if (read.success) return read.data
    context.addIssue('not written by our own page')
    return z.NEVER
  })

export function versionSeen([version]: Seen): number {
  return version
}

/** The start time that the patient saw. */
export function startSeen([, , , start]: Seen): Temporal.Instant {
  return Temporal.Instant.from(start)
}

/** The place that the patient saw; empty for phone or video. */
export function placeSeen(seen: Seen): string {
  return seen[6]
}

/** The parts that have changed since; empty if the patient saw the current state. */
export function whatChanged(then: Seen, appointment: Appointment): Change[] {
  const now = partsOf(appointment)
  return PARTS.filter((_part, index) => then[index] !== now[index])
}

/** A hash of a free time as the patient saw it, only for comparison. */
export function timeSeenText({ clinician, endsAt, medium, place, site, startsAt }: FreeTime): string {
  const parts = [String(startsAt), String(endsAt), medium, place, site, clinician]
  return hash('sha256', JSON.stringify(parts))
}

function partsOf(appointment: Appointment): Seen {
  const { clinician, place, rules, site } = appointment
  return [
    appointment.version,
    appointment.status,
    appointment.request?.kind ?? '',
    appointment.startsAt.toString(),
    appointment.endsAt.toString(),
    appointment.medium,
    [place, site?.name, site?.address].filter(Boolean).join(', '),
    clinician ? `${clinician.name}, ${clinician.role}` : '',
    // A patient who read that staff will decide must not find the change made at once, or the reverse.
    `${rules.cancel} ${rules.reschedule}`,
  ]
}

function isInstant(text: string): boolean {
  try {
    return Temporal.Instant.from(text) !== undefined
  } catch {
    return false
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
