/**
 * The bank holidays of a year in England and Wales, in date order, as www.gov.uk/bank-holidays lists them. A holiday
 * that falls on a weekend moves to its substitute day. Rules: Banking and Financial Dealings Act 1971, schedule 1, for
 * Easter Monday, May, August and Boxing Day; common law for Good Friday and Christmas Day; and a yearly proclamation
 * since the 1970s for New Year's Day, early May and substitute days.
 *
 * One-off holidays (a coronation, a state funeral, a holiday moved for a jubilee) are missing, because they are often
 * proclaimed within the year. On those days a promise may fall due while the trust is closed.
 */
export function bankHolidays(year: number): Temporal.PlainDate[] {
  const easter = easterSunday(year)
  const christmas = Temporal.PlainDate.from({ year, month: 12, day: 25 })
  return [
    orMonday(Temporal.PlainDate.from({ year, month: 1, day: 1 })),
    easter.subtract({ days: 2 }),
    easter.add({ days: 1 }),
    firstMondayFrom(year, 5, 1),
    firstMondayFrom(year, 5, 25),
    firstMondayFrom(year, 8, 25),
    ...christmasHolidays(christmas),
  ]
}

/** Whether the day is a bank holiday in England and Wales. Does not include one-off holidays. */
export function isBankHoliday(date: Temporal.PlainDate): boolean {
  return bankHolidays(date.year).some(holiday => holiday.equals(date))
}

function orMonday(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.dayOfWeek <= 5 ? date : date.add({ days: 8 - date.dayOfWeek })
}

/** Always two weekdays: a holiday that falls on a weekend moves to the next free weekday. */
function christmasHolidays(christmas: Temporal.PlainDate): Temporal.PlainDate[] {
  const boxingDay = christmas.add({ days: 1 })
  if (christmas.dayOfWeek === 7) return [boxingDay, boxingDay.add({ days: 1 })]
  if (christmas.dayOfWeek === 6) return [christmas.add({ days: 2 }), christmas.add({ days: 3 })]
  return [christmas, orMonday(boxingDay)]
}

/** The first Monday on or after the given day. From the 25th, this is the last Monday of a 31-day month. */
function firstMondayFrom(year: number, month: number, day: number): Temporal.PlainDate {
  const date = Temporal.PlainDate.from({ year, month, day })
  return date.add({ days: (8 - date.dayOfWeek) % 7 })
}

/** "Anonymous Gregorian" computus, Nature, 20 April 1876; also Meeus, Astronomical Algorithms, chapter 8. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 })
}
