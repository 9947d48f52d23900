import { hash } from 'node:crypto'
import { z } from 'zod'
import type { Appointment, FreeTime } from './appointment.ts'

/*
 * What a patient saw of an appointment when they were asked to confirm. It travels in the form as one hidden field,
 * because the booking team may change the appointment in the PAS at any time and by any means: comparing with what
 * was on the page finds every difference the patient would mind, and can tell them what it was.
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

/** The hidden field's text. */
export function seenText(appointment: Appointment): string {
  return Buffer.from(JSON.stringify(seen(appointment))).toString('base64url')
}

/** The rule for that field in a form. */
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

/** When it was to start, as the patient saw it. */
export function startSeen([, , , start]: Seen): Temporal.Instant {
  return Temporal.Instant.from(start)
}

/** Where it was to be, as the patient saw it; empty by phone or video. */
export function placeSeen(seen: Seen): string {
  return seen[6]
}

/** What differs now; empty when the patient saw what is. */
export function whatChanged(then: Seen, appointment: Appointment): Change[] {
  const now = seen(appointment)
  return PARTS.filter((_part, index) => then[index] !== now[index])
}

/** What a patient saw of a free time, for comparing only. */
export function timeSeenText({ clinician, endsAt, medium, place, site, startsAt }: FreeTime): string {
  const parts = [String(startsAt), String(endsAt), medium, place, site, clinician]
  return hash('sha256', JSON.stringify(parts))
}

function seen(appointment: Appointment): Seen {
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
    // Whoever was told that staff decide must not find it done, nor the other way round.
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
