import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Period } from '../../shared/dates.ts'
import { type ChangeKind, CLINIC_CLOSED } from '../appointments/appointments.ts'
import type { ChangeRequest } from '../worklist/worklist.ts'

type RequestStatus = ChangeRequest['status']

/** Requests of one kind that patients sent in a period, by what has become of them. */
export type Received = Record<RequestStatus, number> & { kind: ChangeKind; total: number }

/** Open requests of one kind, by how long the promised time has passed. */
export interface Waiting {
  kind: ChangeKind
  total: number
  inTime: number
  lateToOneDay: number
  lateToOneWeek: number
  lateOverOneWeek: number
}

/** How long patients waited for an answer: hours by the clock, also at night and at weekends. */
export interface AnswerTimes {
  answered: number
  /** By the time that the patient was promised. */
  inTime: number
  /** Undefined when none has been answered. Half of the answers came within this many hours. */
  medianHours: number | undefined
  /** Nine of ten answers came within this many hours. */
  ninetiethHours: number | undefined
}

interface Answer {
  requestedAt: Temporal.Instant
  promisedBy: Temporal.Instant
  decidedAt: Temporal.Instant
}

export const KINDS: readonly ChangeKind[] = ['cancel', 'reschedule']
const STATES: readonly RequestStatus[] = ['open', 'done', 'declined', 'withdrawn', 'lapsed']

export async function countReceived(
  database: Database,
  trustOdsCode: string,
  { from, until }: Period,
): Promise<Received[]> {
  const rows: { kind: ChangeKind; status: RequestStatus; total: number }[] = await database('change_request')
    .where('trust_ods_code', trustOdsCode)
    .where('requested_at', '>=', toColumn(from))
    .where('requested_at', '<', toColumn(until))
    .whereNot('reason', CLINIC_CLOSED)
    .groupBy('kind', 'status')
    .select('kind', 'status', database.raw('count(*) as total'))
  return KINDS.map(kind => {
    const count = (status: RequestStatus) =>
      Number(rows.find(row => row.kind === kind && row.status === status)?.total ?? 0)
    return {
      kind,
      total: STATES.reduce((sum, status) => sum + count(status), 0),
      open: count('open'),
      done: count('done'),
      declined: count('declined'),
      withdrawn: count('withdrawn'),
      lapsed: count('lapsed'),
    }
  })
}

/** The requests received in a period that staff have done or declined. */
export async function listAnswered(
  database: Database,
  trustOdsCode: string,
  { from, until }: Period,
): Promise<Answer[]> {
  const rows = await database('change_request')
    .where('trust_ods_code', trustOdsCode)
    .where('requested_at', '>=', toColumn(from))
    .where('requested_at', '<', toColumn(until))
    .whereNot('reason', CLINIC_CLOSED)
    .whereIn('status', ['done', 'declined'])
    .select('requested_at', 'promised_by', 'decided_at')
  return rows.map(row => ({
    requestedAt: fromColumn(row.requested_at),
    promisedBy: fromColumn(row.promised_by),
    decidedAt: fromColumn(row.decided_at),
  }))
}

export function summariseAnswers(answers: readonly Answer[]): AnswerTimes {
  const hours = answers
    .map(({ requestedAt, decidedAt }) => decidedAt.since(requestedAt).total('hours'))
    .toSorted((one, other) => one - other)
  /** The shortest time within which at least this share of all answers came. */
  const within = (share: number) => hours[Math.max(0, Math.ceil(hours.length * share) - 1)]
  const inTime = ({ decidedAt, promisedBy }: Answer) => Temporal.Instant.compare(decidedAt, promisedBy) <= 0
  return {
    answered: answers.length,
    inTime: answers.filter(inTime).length,
    medianHours: within(0.5),
    ninetiethHours: within(0.9),
  }
}

/** 'open' is not bound, because the database uses a filtered index only for the same literal condition. */
export async function countWaiting(
  database: Database,
  trustOdsCode: string,
  now: Temporal.Instant,
): Promise<Waiting[]> {
  const lateBy = (hours: number, name: string) =>
    database.raw('count(case when promised_by < ? then 1 end) as ??', [
      toColumn(now.subtract({ hours })),
      name,
    ])
  const rows = await database('change_request')
    .where('trust_ods_code', trustOdsCode)
    .whereRaw("status = 'open'")
    .groupBy('kind')
    .select('kind', database.raw('count(*) as total'))
    .select(lateBy(0, 'late'), lateBy(24, 'over_one_day'), lateBy(7 * 24, 'over_one_week'))
  return KINDS.map(kind => {
    const row = rows.find(each => each.kind === kind)
    const [total, late, day, week] = ['total', 'late', 'over_one_day', 'over_one_week'].map(name =>
      Number(row?.[name] ?? 0),
    ) as [number, number, number, number]
    return {
      kind,
      total,
      inTime: total - late,
      lateToOneDay: late - day,
      lateToOneWeek: day - week,
      lateOverOneWeek: week,
    }
  })
}

/** When the first patient of the trust sent a request; undefined if none has. */
export async function firstRequestAt(
  database: Database,
  trustOdsCode: string,
): Promise<Temporal.Instant | undefined> {
  const row = await database('change_request')
    .where('trust_ods_code', trustOdsCode)
    .whereNot('reason', CLINIC_CLOSED)
    .orderBy('requested_at')
    .first('requested_at')
  return row && fromColumn(row.requested_at)
}
