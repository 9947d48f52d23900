import type { WayfinderEvent } from '../../gateways/reporting-service/reporting-service.ts'

/*
 * Our events as the Wayfinder Reporting Service wants them (specification v2.6.2): its codes and words as they are
 * spelt there, no field it does not know, and none without a value.
 */

/** An event of ours, whatever else is kept with it. */
export interface ReportedEvent {
  kind: string
  at: Temporal.Instant
  nhsNumber?: string | undefined
  appointmentId?: string | undefined
  sessionId?: string | undefined
  trust?: string | undefined
  details: Readonly<Record<string, unknown>>
}

/**
 * Undefined where there is no code for it: what became of a request is for our own report, and of an admission there
 * are its state and its views alone. Of a patient nobody may be told of there is none at all.
 */
export function toWayfinder(event: ReportedEvent): WayfinderEvent | undefined {
  if (event.nhsNumber === undefined) return undefined
  const [code, fields] = event.kind === 'log-in' ? session(event) : ofAppointment(event)
  if (code === undefined) return undefined
  const sent: Record<string, Value> = { EventCode: code, Timestamp: instantOf(event.at) }
  for (const [name, value] of fields) {
    if (value === undefined) return undefined
    if (value !== null) sent[name] = value
  }
  return sent
}

type Value = WayfinderEvent[string]
/** A field that may be left out, and is, is null; one that is needed and missing is undefined. */
type Fields = [name: string, value: Value | null | undefined][]
type Coded = [code: string | undefined, fields: Fields]

const NONE: Coded = [undefined, []]

function session({ nhsNumber, sessionId, details }: ReportedEvent): Coded {
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

function ofAppointment(event: ReportedEvent): Coded {
  const { appointmentId, sessionId, details } = event
  const { encounterClass, trackingId, by, movedToId } = details
  const admission = encounterClass === 'inpatient' || encounterClass === 'daycase'
  const which: Fields = [['AppointmentId', appointmentId]]
  const inSession: Fields = [...which, ['SessionId', sessionId]]
  const reason: Fields = [['Reason', by === 'patient' ? 'PATIENT' : 'HOSPITAL']]
  switch (event.kind) {
    case 'appointment':
      return admission ? admitted(event) : booked(event)
    case 'appointment-viewed':
      return [
        admission ? 'ADMISSION-VIEW' : 'APPT-VIEW',
        [...inSession, ['TrackingId', text(trackingId) ?? null]],
      ]
    case 'cancellation-requested':
      return admission ? NONE : ['APPT-REQUEST-CANC', inSession]
    case 'reschedule-requested':
      return admission ? NONE : ['APPT-REQUEST-RESCH', inSession]
    case 'appointment-cancelled':
      return admission ? NONE : ['APPT-CANC', [...which, ...reason]]
    case 'appointment-moved':
      return admission ? NONE : ['APPT-RESCH', [...which, ['NewAppointmentId', text(movedToId)], ...reason]]
    case 'appointment-missed':
      return admission ? NONE : ['APPT-DNA', which]
    default:
      return NONE
  }
}

function booked(event: ReportedEvent): Coded {
  return [
    'APPT',
    [...itself(event), ['AppointmentDate', startOf(event)], ['Status', text(event.details.status)]],
  ]
}

function admitted(event: ReportedEvent): Coded {
  const { status, encounterClass } = event.details
  return [
    'ADMISSION',
    [
      ...itself(event),
      ['TCIDate', startOf(event)],
      ['Status', text(status)],
      ['EncounterClass', encounterClass === 'daycase' ? 'Daycase' : 'Inpatient'],
    ],
  ]
}

function itself({ nhsNumber, appointmentId, trust }: ReportedEvent): Fields {
  return [
    ['NHSNumber', nhsNumber],
    ['Id', appointmentId],
    ['ODSCode', trust],
  ]
}

function startOf({ details }: ReportedEvent): string {
  return instantOf(Temporal.Instant.from(String(details.startsAt)))
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** UTC, to the millisecond. */
function instantOf(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' })
}
