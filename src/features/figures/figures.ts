import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { londonDate, periodOfMonth } from '../../shared/dates.ts'
import { NotFound } from '../../shared/errors.ts'
import { type Attendance, countAttendance, type MonthOfAttendance } from './attendance-store.ts'
import { monthsUntil } from './months.ts'
import {
  type AnswerTimes,
  countReceived,
  countWaiting,
  firstRequestAt,
  listAnswered,
  type Received,
  summariseAnswers,
  type Waiting,
} from './request-figures-store.ts'

export type { Attendance, MonthOfAttendance } from './attendance-store.ts'

/** The figures of one trust for one month. They are for the trust itself, so small numbers are not suppressed. */
export interface Figures {
  trustOdsCode: string
  month: Temporal.PlainYearMonth
  /** The month has not ended. */
  unfinished: boolean
  /** Requests received in the month, by kind. */
  received: Received[]
  /** Of the requests received in the month, those that staff have done or declined. */
  answers: AnswerTimes
  /** Open requests now, whichever month is shown. */
  waiting: Waiting[]
  /** The month and the 12 before it, oldest first. */
  attendance: MonthOfAttendance[]
  /** When patients began to use the portal, with the sums of the months in `attendance` before it and since. */
  portal: { since: Temporal.PlainYearMonth; before: Attendance; after: Attendance } | undefined
}

/** No portal is older, and no address of a month before it is right. */
const EARLIEST = Temporal.PlainYearMonth.from('2020-01')

/** What the staff of a trust may know about its requests and appointments in numbers. */
export class TrustFigures {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Without a month, those of this one. Throws {@link NotFound} for a month that has not begun, or before 2020. */
  async ofMonth(actor: Actor, given: Temporal.PlainYearMonth | undefined): Promise<Figures> {
    requireStaffPermission(actor, 'see-figures')
    const { trustOdsCode } = actor
    const now = this.#clock.now()
    const thisMonth = londonDate(now).toPlainYearMonth()
    const month = given ?? thisMonth
    const compare = Temporal.PlainYearMonth.compare
    if (compare(month, thisMonth) > 0 || compare(month, EARLIEST) < 0) throw new NotFound()
    const period = periodOfMonth(month)
    const attendance = await countAttendance(this.#database, trustOdsCode, monthsUntil(month))
    return {
      trustOdsCode,
      month,
      unfinished: month.equals(thisMonth),
      received: await countReceived(this.#database, trustOdsCode, period),
      answers: summariseAnswers(await listAnswered(this.#database, trustOdsCode, period)),
      waiting: await countWaiting(this.#database, trustOdsCode, now),
      attendance,
      portal: beforeAndAfter(attendance, await firstRequestAt(this.#database, trustOdsCode)),
    }
  }
}

/** The month in which the first request came counts as one with the portal. Undefined if all months are on one side. */
function beforeAndAfter(months: MonthOfAttendance[], first: Temporal.Instant | undefined) {
  if (!first) return undefined
  const since = londonDate(first).toPlainYearMonth()
  const isBefore = ({ month }: MonthOfAttendance) => Temporal.PlainYearMonth.compare(month, since) < 0
  if (months.every(isBefore) || !months.some(isBefore)) return undefined
  return {
    since,
    before: sum(months.filter(isBefore)),
    after: sum(months.filter(month => !isBefore(month))),
  }
}

function sum(months: MonthOfAttendance[]): Attendance {
  const total = { attended: 0, missed: 0, cancelledLate: 0 }
  for (const { attended, missed, cancelledLate } of months) {
    total.attended += attended
    total.missed += missed
    total.cancelledLate += cancelledLate
  }
  return total
}
