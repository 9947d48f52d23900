import { hoursBefore, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { periodOfMonth } from '../../shared/dates.ts'

/** Outcomes of appointments, by the date of the appointment. */
export interface Attendance {
  attended: number
  missed: number
  /** Cancelled by the patient less than {@link LATE_HOURS} before, and not moved. */
  cancelledLate: number
}

export interface MonthOfAttendance extends Attendance {
  month: Temporal.PlainYearMonth
}

/** A cancellation later than this is too late for another patient to be offered the time. */
export const LATE_HOURS = 48

/** Of a trust, month by month. `months` follow one another, oldest first. Holding appointments do not count. */
export async function countAttendance(
  database: Database,
  trustOdsCode: string,
  months: readonly Temporal.PlainYearMonth[],
): Promise<MonthOfAttendance[]> {
  const periods = months.map(periodOfMonth)
  const [first, last] = [periods.at(0), periods.at(-1)]
  if (!first || !last) return []
  const monthOf = periods.map(() => 'when starts_at < ? then ?').join(' ')
  const each = database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where('clinic.trust_ods_code', trustOdsCode)
    .where('appointment.starts_at', '>=', toColumn(first.from))
    .where('appointment.starts_at', '<', toColumn(last.until))
    .where('appointment.holding', false)
    .select(
      database.raw(
        `case ${monthOf} end as month_index`,
        periods.flatMap(({ until }, index) => [toColumn(until), index]),
      ),
    )
    .select('appointment.status')
    .select(
      database.raw(
        "case when cancelled_by = 'patient' and moved_to_id is null and cancelled_at > ? then 1 else 0 end as late",
        [hoursBefore(database, 'starts_at', LATE_HOURS)],
      ),
    )
  const rows: { month_index: number; status: string; late: number; total: number }[] = await database
    .from(each.as('each_appointment'))
    .groupBy('month_index', 'status', 'late')
    .select('month_index', 'status', 'late', database.raw('count(*) as total'))
  return months.map((month, index) => {
    const count = (status: string, late: number) => {
      const row = rows.find(
        each => Number(each.month_index) === index && each.status === status && Number(each.late) === late,
      )
      return Number(row?.total ?? 0)
    }
    return {
      month,
      attended: count('fulfilled', 0),
      missed: count('noshow', 0),
      cancelledLate: count('cancelled', 1),
    }
  })
}
