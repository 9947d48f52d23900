import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import type { Appointment } from '../appointment.ts'
import { calendarSentence } from '../words/sentence.ts'

/** An appointment in a calendar. Other people may see it, so it has no title, no clinic, no room and no clinician. */
export interface CalendarEvent {
  subject: string
  body: string
  location: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

export function calendarEvent(
  appointment: Appointment,
  { baseUrl, now }: { baseUrl: string; now: Temporal.Instant },
): CalendarEvent {
  const { id, medium, site, startsAt, endsAt, status } = appointment
  const without = medium === 'TELEPHONE' ? 'By phone' : medium === 'VIDEO_CONSULTATION' ? 'By video' : ''
  const said = calendarSentence(appointment, now)
  const page = `${baseUrl}/patient-portal/appointment/${id}`
  return {
    subject: 'NHS appointment',
    body:
      status === 'cancelled'
        ? `${said} See this appointment: ${page}`
        : `${said} This entry does not change if your appointment changes. Check your appointment before ${medium === 'FACE_TO_FACE' ? 'you go' : 'the call'}: ${page}`,
    location: site ? `${site.name}, ${site.address}` : without,
    startsAt,
    endsAt,
  }
}

/** Identifies the calendar entry when an appointment is moved or changed, so that calendars update it. */
export interface CalendarIdentity {
  /** The id of the first booking. */
  firstId: string
  /** Increases with every change. */
  sequence: number
}

/** The file for one event (RFC 5545). Times are in UTC, so that the file needs no time zone definition. */
export function calendarFile(
  event: CalendarEvent,
  {
    cancelled,
    firstId,
    sequence,
    host,
    now,
  }: CalendarIdentity & {
    cancelled: boolean
    host: string
    now: Temporal.Instant
  },
): string {
  const calendar = ical({
    prodId: { company: 'NHS', product: 'Hospital appointments', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  })
  calendar.createEvent({
    id: `${firstId}@${host}`,
    sequence,
    stamp: dateOf(now),
    start: dateOf(event.startsAt),
    end: dateOf(event.endsAt),
    summary: event.subject,
    description: event.body,
    location: event.location || null,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    class: ICalEventClass.PRIVATE,
  })
  // The library omits the line break after the last line.
  return `${calendar.toString()}\r\n`
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}
