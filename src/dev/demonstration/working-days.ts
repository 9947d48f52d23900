/** The working days after a date, or before it, in order: the demonstration asks for the same ones hundreds of times. */
const found = new Map<string, Temporal.PlainDate[]>()

/**
 * The `count`th working day after the date, or before it if `count` is negative. The date itself does not count,
 * whether or not it is a working day.
 */
export function workingDay(from: Temporal.PlainDate, count: number): Temporal.PlainDate {
  const step = Math.sign(count)
  const key = `${from} ${step}`
  const days = found.get(key) ?? []
  found.set(key, days)
  while (days.length < Math.abs(count)) days.push(nextWorkingDay(days.at(-1) ?? from, step))
  return days[Math.abs(count) - 1] ?? from
}

function nextWorkingDay(from: Temporal.PlainDate, step: number): Temporal.PlainDate {
  const date = from.add({ days: step })
  return isWorkingDay(date) ? date : nextWorkingDay(date, step)
}

/** All working days later than `after`, up to and including `last`, in order. */
export function workingDaysBetween(
  after: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  let date = nextWorkingDay(after, 1)
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = nextWorkingDay(date, 1)) days.push(date)
  return days
}

function isWorkingDay(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek <= 5 && !mayBeBankHoliday(date)
}

/** True for every date that is a bank holiday in England in any year: too many closed days do no harm here. */
function mayBeBankHoliday({ month, day, dayOfWeek }: Temporal.PlainDate): boolean {
  const within = (first: number, last: number) => month * 100 + day >= first && month * 100 + day <= last
  if (within(101, 103) || within(1225, 1228)) return true
  if (dayOfWeek === 1) return within(323, 426) || within(501, 507) || within(525, 531) || within(825, 831)
  return dayOfWeek === 5 && within(320, 423)
}
