import type { WayfinderEvent } from '../../gateways/reporting-service/reporting-service.ts'
import { startOfDay } from '../../shared/dates.ts'
import { readDate } from '../../shared/read-date.ts'
import {
  type Coded,
  type Fields,
  isoTimestamp,
  NOT_SENT,
  type ReportedEvent,
  text,
  type Value,
} from './coded-event.ts'
import { questionnaireEvent } from './questionnaire-events.ts'

/*
 * Converts our events to those of the Wayfinder Reporting Service (specification v2.6.2): its codes and values with its
 * spelling, no unknown fields, and no fields without a value.
 */

/**
 * Undefined if the event is not sent. The service has no codes for decisions on requests, which are for the monthly
 * report only, and for admissions it has only their state and their views. Events without an NHS number are not sent.
 */
export function toWayfinder(event: ReportedEvent): WayfinderEvent | undefined {
  if (event.nhsNumber === undefined) return undefined
  const [code, fields] = codedEvent(event)
  if (code === undefined) return undefined
  const sent: Record<string, Value> = { EventCode: code, Timestamp: isoTimestamp(event.at) }
  for (const [name, value] of fields) {
    if (value === undefined) return undefined
    if (value !== null) sent[name] = value
  }
  return sent
}

function codedEvent(event: ReportedEvent): Coded {
  if (event.kind === 'log-in') return sessionEvent(event)
  return event.kind.startsWith('questionnaire') ? questionnaireEvent(event) : appointmentEvent(event)
}

function sessionEvent({ nhsNumber, sessionId, details }: ReportedEvent): Coded {
  const { outcome, inNhsApp, device, trackingId } = details
  const failed = outcome === 'details-differ' ? 'dobMissmatch' : 'failed'
  return [
    'SESSION',
    [
      ['NHSNumber', nhsNumber],
      ['Id', sessionId],
      ['isOpenInNHSApp', inNhsApp === true],
      ['Device', text(device) || null],
      ['Status', outcome === 'success' ? 'success' : failed],
      ['TrackingId', text(trackingId) ?? null],
    ],
  ]
}

function appointmentEvent(event: ReportedEvent): Coded {
  const { appointmentId, sessionId, details } = event
  const { encounterClass, trackingId, by, movedToId } = details
  const admission = encounterClass === 'inpatient' || encounterClass === 'daycase'
  const idField: Fields = [['AppointmentId', appointmentId]]
  const inSessionFields: Fields = [...idField, ['SessionId', sessionId]]
  const reasonField: Fields = [['Reason', by === 'patient' ? 'PATIENT' : 'HOSPITAL']]
  switch (event.kind) {
    case 'appointment':
      return admission ? admissionEvent(event) : bookingEvent(event)
    case 'appointment-viewed':
      return [
        admission ? 'ADMISSION-VIEW' : 'APPT-VIEW',
        [...inSessionFields, ['TrackingId', text(trackingId) ?? null]],
      ]
    case 'cancellation-requested':
      return admission ? NOT_SENT : ['APPT-REQUEST-CANC', inSessionFields]
    case 'reschedule-requested':
      return admission ? NOT_SENT : ['APPT-REQUEST-RESCH', inSessionFields]
    case 'appointment-cancelled':
      return admission ? NOT_SENT : ['APPT-CANC', [...idField, ...reasonField]]
    case 'appointment-moved':
      return admission
        ? NOT_SENT
        : ['APPT-RESCH', [...idField, ['NewAppointmentId', text(movedToId)], ...reasonField]]
    case 'appointment-missed':
      return admission ? NOT_SENT : ['APPT-DNA', idField]
    default:
      return letterEvent(event)
  }
}

const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  referral: 'Referral letter',
  scheduling: 'Appointment Scheduling letter',
  outcome: 'Appointment Outcome letter',
  update: 'General update letter',
}

function letterEvent({ kind, nhsNumber, appointmentId, sessionId, trust, details }: ReportedEvent): Coded {
  const id = text(details.letterId)
  const inSessionFields: Fields = [
    ['DocumentId', id],
    ['SessionId', sessionId],
  ]
  switch (kind) {
    case 'letter':
      return [
        'DOC',
        [
          ['NHSNumber', nhsNumber],
          ['Id', id],
          ['AppointmentId', appointmentId ?? null],
          ['DocumentDate', startOf(details.datedOn)],
          ['DocumentType', DOCUMENT_TYPES[String(details.letterKind)]],
          ['ODSCode', trust],
          ['Status', text(details.receipt)],
        ],
      ]
    case 'letter-viewed':
      return ['DOC-VIEW', [...inSessionFields, ['TrackingId', text(details.trackingId) ?? null]]]
    case 'letter-opened':
      return ['DOC-OPEN', inSessionFields]
    default:
      return NOT_SENT
  }
}

function bookingEvent(event: ReportedEvent): Coded {
  return [
    'APPT',
    [...identityFields(event), ['AppointmentDate', startTime(event)], ['Status', text(event.details.status)]],
  ]
}

function admissionEvent(event: ReportedEvent): Coded {
  const { status, encounterClass } = event.details
  return [
    'ADMISSION',
    [
      ...identityFields(event),
      ['TCIDate', startTime(event)],
      ['Status', text(status)],
      ['EncounterClass', encounterClass === 'daycase' ? 'Daycase' : 'Inpatient'],
    ],
  ]
}

function identityFields({ nhsNumber, appointmentId, trust }: ReportedEvent): Fields {
  return [
    ['NHSNumber', nhsNumber],
    ['Id', appointmentId],
    ['ODSCode', trust],
  ]
}

function startTime({ details }: ReportedEvent): string {
  return isoTimestamp(Temporal.Instant.from(String(details.startsAt)))
}

/** When a day begins in London. */
function startOf(day: unknown): string | undefined {
  const date = readDate(day)
  return date && isoTimestamp(startOfDay(date))
}
