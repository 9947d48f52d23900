import type { CountedEvent } from './counted-event-store.ts'
import { published, publishedMedian, publishedTotal } from './disclosure.ts'

export interface ReportRow {
  Month: string
  Trust: string
  'Treatment function': string
  Measure: string
  Value: string
}

type Counts = (event: CountedEvent) => boolean

const is =
  (kind: CountedEvent['kind'], more: Counts = () => true): Counts =>
  event =>
    event.kind === kind && more(event)
const by =
  (who: string): Counts =>
  ({ details }) =>
    details.by === who
const ended =
  (outcome: string): Counts =>
  ({ details }) =>
    details.outcome === outcome
const failedOtherwise: Counts = ({ details }) =>
  !['success', 'details-differ'].includes(String(details.outcome))

/** Of the whole trust: a log-in is of no specialty. */
const LOG_INS: Record<string, Counts> = {
  'Log-ins': is('log-in', ended('success')),
  'Log-ins by a link of the NHS App': is(
    'log-in',
    ({ details }) => details.outcome === 'success' && details.fromNhsApp === true,
  ),
  'Log-ins failed, date of birth differs': is('log-in', ended('details-differ')),
  'Log-ins failed, other': is('log-in', failedOtherwise),
}

/** Of each specialty and of the whole trust. */
const APPOINTMENTS: Record<string, Counts> = {
  'Appointments opened by a link of the NHS App': is('appointment-viewed'),
  'Appointments cancelled by the patient': is('appointment-cancelled', by('patient')),
  'Appointments cancelled by the hospital': is('appointment-cancelled', by('hospital')),
  'Appointments moved by the patient': is('appointment-moved', by('patient')),
  'Appointments moved by the hospital': is('appointment-moved', by('hospital')),
  'Cancellations requested': is('cancellation-requested'),
  'Cancellation requests done': is('cancellation-done'),
  'Cancellation requests declined': is('cancellation-declined'),
  'Reschedules requested': is('reschedule-requested'),
  'Reschedule requests done': is('reschedule-done'),
  'Reschedule requests declined': is('reschedule-declined'),
  'Appointments missed': is('appointment-missed'),
}

const PEOPLE: Record<string, Counts> = {
  'People who logged in': is('log-in', ended('success')),
  'People who opened an appointment by a link of the NHS App': is('appointment-viewed'),
}

const HOURS = 'Median hours until a request was answered'
const ALL = 'All'

/**
 * The month's figures of a trust, for Wayfinder and for its own staff: sums only, none of few people. They come from the
 * events alone, so that the same month always gives the same report, for as long as its events are kept.
 */
export async function monthlyReport(
  month: string,
  trust: string,
  events: AsyncIterable<CountedEvent>,
): Promise<ReportRow[]> {
  const groups = new Map([[ALL, new Group()]])
  for await (const event of events)
    for (const of of event.specialty === null ? [ALL] : [ALL, event.specialty]) {
      const group = groups.get(of) ?? new Group()
      groups.set(of, group)
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

  /** `parts`: of the whole trust, its specialties. */
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
