import type { CountedEvent } from './counted-event-store.ts'
import { published, publishedMedian, publishedTotal } from './disclosure.ts'

export interface ReportRow {
  Month: string
  Trust: string
  'Treatment function': string
  Measure: string
  Value: string
}

type Matches = (event: CountedEvent) => boolean

const ofKind =
  (kind: CountedEvent['kind'], condition: Matches = () => true): Matches =>
  event =>
    event.kind === kind && condition(event)
const changedBy =
  (who: string): Matches =>
  ({ details }) =>
    details.by === who
const endedWith =
  (outcome: string): Matches =>
  ({ details }) =>
    details.outcome === outcome
const failedForOtherReason: Matches = ({ details }) =>
  !['success', 'details-differ'].includes(String(details.outcome))

/** Counted for the whole trust only, because a log-in has no specialty. */
const LOG_INS: Record<string, Matches> = {
  'Log-ins': ofKind('log-in', endedWith('success')),
  'Log-ins by a link of the NHS App': ofKind(
    'log-in',
    ({ details }) => details.outcome === 'success' && details.fromNhsApp === true,
  ),
  'Log-ins failed, date of birth differs': ofKind('log-in', endedWith('details-differ')),
  'Log-ins failed, other': ofKind('log-in', failedForOtherReason),
}

/** Counted for each specialty and for the whole trust. */
const APPOINTMENTS: Record<string, Matches> = {
  'Appointments opened by a link of the NHS App': ofKind('appointment-viewed'),
  'Appointments cancelled by the patient': ofKind('appointment-cancelled', changedBy('patient')),
  'Appointments cancelled by the hospital': ofKind('appointment-cancelled', changedBy('hospital')),
  'Appointments moved by the patient': ofKind('appointment-moved', changedBy('patient')),
  'Appointments moved by the hospital': ofKind('appointment-moved', changedBy('hospital')),
  'Cancellations requested': ofKind('cancellation-requested'),
  'Cancellation requests done': ofKind('cancellation-done'),
  'Cancellation requests declined': ofKind('cancellation-declined'),
  'Reschedules requested': ofKind('reschedule-requested'),
  'Reschedule requests done': ofKind('reschedule-done'),
  'Reschedule requests declined': ofKind('reschedule-declined'),
  'Appointments missed': ofKind('appointment-missed'),
}

const PEOPLE: Record<string, Matches> = {
  'People who logged in': ofKind('log-in', endedWith('success')),
  'People who opened an appointment by a link of the NHS App': ofKind('appointment-viewed'),
}

const HOURS = 'Median hours until a request was answered'
const ALL = 'All'

/**
 * The figures of a trust for one month (YYYY-MM), for Wayfinder and for the trust's staff. They hold only totals, and
 * small totals are suppressed. They are calculated from the events alone, so the report of a month stays the same
 * while its events are kept.
 */
export async function monthlyReport(
  month: string,
  trust: string,
  events: AsyncIterable<CountedEvent>,
): Promise<ReportRow[]> {
  const groups = new Map([[ALL, new Group()]])
  for await (const event of events)
    for (const name of event.specialty === null ? [ALL] : [ALL, event.specialty]) {
      const group = groups.get(name) ?? new Group()
      groups.set(name, group)
      group.count(event)
    }
  const specialties = [...groups.keys()].filter(each => each !== ALL).toSorted()
  const parts = specialties.flatMap(each => groups.get(each) ?? [])
  return [ALL, ...specialties].flatMap(specialty =>
    (groups.get(specialty) ?? new Group()).figures(specialty === ALL && parts).map(([Measure, Value]) => ({
      Month: month,
      Trust: trust,
      'Treatment function': specialty,
      Measure,
      Value,
    })),
  )
}

class Group {
  readonly #counts = new Map<string, number>()
  readonly #people = new Map<string, Set<string>>()
  readonly #hours: number[] = []

  count(event: CountedEvent): void {
    for (const [measure, counts] of Object.entries({ ...LOG_INS, ...APPOINTMENTS }))
      if (counts(event)) this.#counts.set(measure, (this.#counts.get(measure) ?? 0) + 1)
    for (const [measure, counts] of Object.entries(PEOPLE))
      if (counts(event))
        this.#people.set(measure, (this.#people.get(measure) ?? new Set()).add(event.patientId))
    if (typeof event.details.minutes === 'number') this.#hours.push(event.details.minutes / 60)
  }

  /** `parts`: the groups of the specialties, for the figures of the whole trust. */
  figures(parts: Group[] | false): [measure: string, value: string][] {
    const [loggedIn = '', opened = ''] = Object.keys(PEOPLE)
    const figure = (name: string): [string, string] => [
      name,
      parts
        ? publishedTotal(
            this.#figure(name),
            parts.map(part => part.#figure(name)),
          )
        : published(this.#figure(name)),
    ]
    return [
      ...(parts ? [loggedIn, opened] : [opened]).map(figure),
      ...Object.keys(parts ? { ...LOG_INS, ...APPOINTMENTS } : APPOINTMENTS).map(figure),
      [HOURS, publishedMedian(this.#hours)],
    ]
  }

  #figure(name: string): number {
    return this.#people.get(name)?.size ?? this.#counts.get(name) ?? 0
  }
}
