import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator'
import type { Appointment } from '../appointment.ts'

/** An appointment as others may see it who see the calendar: nothing clinical, so neither its title nor the place inside. */
export interface CalendarEvent {
  subject: string
  body: string
  location: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

export function calendarEvent(appointment: Appointment, portalUrl: string): CalendarEvent {
  const { id, medium, site, startsAt, endsAt } = appointment
  const without = medium === 'TELEPHONE' ? 'By phone' : medium === 'VIDEO_CONSULTATION' ? 'By video' : ''
  return {
    subject: 'NHS appointment',
    body: `Your calendar does not change if your appointment does. Check it before you go: ${portalUrl}/patient-portal/appointment/${id}`,
    location: site ? `${site.name}, ${site.address}` : without,
    startsAt,
    endsAt,
  }
}

/** What stays the same, and what grows, while an appointment is moved and changed: calendars then keep one entry of it. */
export interface InCalendars {
  /** Of the appointment as it was first booked. */
  firstId: string
  sequence: number
}

/** The file of one event, by RFC 5545. Times are in UTC, which needs no table of clock changes. */
export function calendarFile(
  event: CalendarEvent,
  {
    cancelled,
    firstId,
    sequence,
    host,
    now,
  }: InCalendars & {
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
  // The library leaves the last line without its end.
  return `${calendar.toString()}\r\n`
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}
