import { asCsv } from '../../shared/csv.ts'
import type { Figures } from './figures.ts'

/** One figure in each line, so that the months of a year can be put below one another. RFC 4180, with a header line. */
export function figuresCsv({ trustOdsCode, month, received, answers, waiting, attendance }: Figures): string {
  const line = (Measure: string, of: string, value: number | undefined, Month = month) => ({
    Month: Month.toString(),
    Trust: trustOdsCode,
    Measure,
    Of: of,
    Value: value === undefined ? '' : Math.round(value * 10) / 10,
  })
  return asCsv([
    ...received.flatMap(({ kind, total, ...states }) => [
      line('Requests received', kind, total),
      ...Object.entries(states).map(([state, count]) => line(`Requests received, now ${state}`, kind, count)),
    ]),
    line('Requests answered', 'all', answers.answered),
    line('Requests answered in the promised time', 'all', answers.inTime),
    line('Hours until half were answered', 'all', answers.medianHours),
    line('Hours until 9 of 10 were answered', 'all', answers.ninetiethHours),
    ...waiting.flatMap(({ kind, inTime, lateToOneDay, lateToOneWeek, lateOverOneWeek }) => [
      line('Requests waiting now, in the promised time', kind, inTime),
      line('Requests waiting now, up to 1 day late', kind, lateToOneDay),
      line('Requests waiting now, up to 1 week late', kind, lateToOneWeek),
      line('Requests waiting now, over 1 week late', kind, lateOverOneWeek),
    ]),
    ...attendance.flatMap(({ month: of, attended, missed, cancelledLate }) => [
      line('Appointments attended', 'all', attended, of),
      line('Appointments missed', 'all', missed, of),
      line('Appointments cancelled late by the patient', 'all', cancelledLate, of),
    ]),
  ])
}
