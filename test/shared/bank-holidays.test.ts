import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bankHolidays, isBankHoliday } from '../../src/shared/bank-holidays.ts'

/** As www.gov.uk/bank-holidays listed them for England and Wales, in years without a one-off holiday. */
const published: Record<number, string> = {
  2017: '01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2018: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2019: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
}

test('the rules give the bank holidays the government published', () => {
  for (const [year, days] of Object.entries(published)) {
    assert.equal(bankHolidays(Number(year)).join(' '), days.replaceAll(/\S+/g, `${year}-$&`))
  }
})

test('in 2022 the rules give all but the jubilee, the holiday moved for it, and the state funeral', () => {
  const days = '01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27' // Christmas on a Sunday, New Year on a Saturday
  assert.equal(bankHolidays(2022).join(' '), days.replaceAll(/\S+/g, '2022-$&'))
  assert.equal(isBankHoliday(Temporal.PlainDate.from('2022-09-19')), false)
})

test('a day is a bank holiday when it is one of them, and its substitute stands in for it', () => {
  const is = (date: string) => isBankHoliday(Temporal.PlainDate.from(date))
  assert.deepEqual(['2026-12-25', '2026-12-28', '2028-01-03'].map(is), [true, true, true])
  assert.deepEqual(['2026-12-24', '2026-12-26', '2028-01-01', '2025-12-28'].map(is), [
    false,
    false,
    false,
    false,
  ])
})

/** Day of March of the paschal full moon, by golden number: Book of Common Prayer, table for 1900 to 2199. */
const fullMoons = [45, 34, 23, 42, 31, 49, 39, 28, 47, 36, 25, 44, 33, 22, 41, 30, 48, 38, 27]

test('from 1900 to 2199 there are eight, on weekdays, with Easter where the Prayer Book puts it', () => {
  for (let year = 1900; year < 2200; year++) {
    const holidays = bankHolidays(year)
    assert.equal(new Set(holidays.map(String)).size, 8)
    assert.ok(holidays.every(holiday => holiday.dayOfWeek <= 5 && holiday.year === year))
    const fullMoon = new Date(Date.UTC(year, 2, fullMoons[year % 19]))
    fullMoon.setUTCDate(fullMoon.getUTCDate() + 8 - fullMoon.getUTCDay()) // the Monday after the Sunday after
    assert.equal(String(holidays[2]), fullMoon.toISOString().slice(0, 10))
  }
})
