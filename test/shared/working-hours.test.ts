import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBankHoliday } from '../../src/shared/bank-holidays.ts'
import {
  checkOpeningHours,
  formatOpeningHours,
  type OpeningHours,
  promisedBy,
  workingTime,
} from '../../src/shared/working-hours.ts'
import { fc } from '../support/fast-check.ts'

const clock = (text: string) => Temporal.PlainTime.from(text)
const hours = (days: number[], opens = '08:00', closes = '18:00'): OpeningHours => ({
  days,
  opens: clock(opens),
  closes: clock(closes),
})
const weekdays = hours([1, 2, 3, 4, 5])

/** London's own clock in and out, so that the examples read as a patient would tell them. */
function promise(asked: string, workingHours: number, opening = weekdays): string {
  const askedAt = Temporal.PlainDateTime.from(asked).toZonedDateTime('Europe/London').toInstant()
  const by = promisedBy(askedAt, workingHours, opening).toZonedDateTimeISO('Europe/London')
  return by.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

test('a request made while the team works is promised that many hours on', () => {
  assert.equal(promise('2026-07-01T09:15', 2), '2026-07-01T11:15')
})

test('a promise runs on to the next day the team works', () => {
  assert.equal(promise('2026-07-01T17:00', 4), '2026-07-02T11:00')
  assert.equal(promise('2026-07-03T17:00', 4), '2026-07-06T11:00') // over a weekend
  assert.equal(promise('2026-07-01T09:00', 48), '2026-07-07T17:00')
})

test('a promise that runs out at closing time falls due then', () => {
  assert.equal(promise('2026-07-03T16:00', 2), '2026-07-03T18:00')
  assert.equal(promise('2026-07-03T08:00', 10), '2026-07-03T18:00')
})

test('a request made while the team is away counts from when it opens', () => {
  assert.equal(promise('2026-07-01T03:00', 2), '2026-07-01T10:00')
  assert.equal(promise('2026-07-01T18:00', 2), '2026-07-02T10:00')
  assert.equal(promise('2026-07-04T12:00', 2), '2026-07-06T10:00')
})

test('bank holidays do not count', () => {
  assert.equal(promise('2026-12-24T17:00', 2), '2026-12-29T09:00') // Christmas, and Boxing Day on the Monday
  assert.equal(promise('2026-04-02T17:00', 2), '2026-04-07T09:00') // Easter
  assert.equal(promise('2026-12-31T17:00', 2), '2027-01-04T09:00') // New Year
})

test('the team opens by the clock, before and after the clocks change', () => {
  assert.equal(promise('2026-03-27T17:00', 2), '2026-03-30T09:00')
  assert.equal(promise('2026-10-23T17:00', 2), '2026-10-26T09:00')
  assert.equal(
    promisedBy(Temporal.Instant.from('2026-03-27T17:00Z'), 2, weekdays).toString(),
    '2026-03-30T08:00:00Z',
  )
})

test('a team at work as the clocks change works the hours that pass', () => {
  const nights = hours([7], '00:00', '06:00') // 5 hours in March, 7 in October
  assert.equal(promise('2026-03-28T12:00', 5, nights), '2026-03-29T06:00')
  assert.equal(promise('2026-10-24T12:00', 7, nights), '2026-10-25T06:00')
  const skipped = hours([7], '01:30', '02:00') // no such time on 29 March 2026
  assert.equal(promise('2026-03-28T12:00', 1, skipped), '2026-04-12T02:00')
})

test('hours that are never open, or cannot be written down, are refused', () => {
  const refused = [
    hours([]),
    hours([0]),
    hours([8]),
    hours([1.5]),
    hours([Number.NaN]),
    hours([1, 1]),
    hours([1], '18:00', '08:00'),
    hours([1], '08:00', '08:00'),
    hours([1], '08:00', '00:00'),
    hours([1], '08:00', '08:00:00.000000001'),
    hours([1], '08:00:30', '18:00'),
  ]
  for (const opening of refused) {
    assert.throws(() => checkOpeningHours(opening), RangeError)
    assert.throws(() => formatOpeningHours(opening), RangeError)
    assert.throws(() => promise('2026-07-01T09:00', 2, opening), RangeError)
  }
})

test('a promise of no hours, part hours or an unheard-of number is refused', () => {
  for (const number of [0, -1, 0.5, 1001, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => promise('2026-07-01T09:00', number), RangeError)
  assert.equal(promise('2026-07-01T08:00', 1000, hours([1, 2, 3, 4, 5, 6, 7])), '2026-10-09T18:00')
})

test('a patient reads when the team works', () => {
  const words: [number[], string][] = [
    [[1, 2, 3, 4, 5], 'Monday to Friday'],
    [[5, 4, 3, 2, 1], 'Monday to Friday'],
    [[1, 3, 5], 'Monday, Wednesday and Friday'],
    [[1, 2, 3, 4, 6], 'Monday, Tuesday, Wednesday, Thursday and Saturday'],
    [[6, 7], 'Saturday and Sunday'],
    [[2], 'Tuesday'],
    [[1, 2, 3, 4, 5, 6, 7], 'every day'],
  ]
  for (const [days, named] of words) assert.equal(formatOpeningHours(hours(days)), `${named}, 8am to 6pm`)
  assert.equal(
    formatOpeningHours(hours([1, 2, 3], '08:30', '12:00')),
    'Monday to Wednesday, 8:30am to midday',
  )
})

const halfHour = 1_800_000
const timeOf = (halves: number) => clock('00:00').add({ minutes: 30 * halves })
const request = fc.record({
  asked: fc
    .integer({ min: Date.UTC(2026, 0) / halfHour, max: Date.UTC(2031, 0) / halfHour })
    .map(halves => Temporal.Instant.fromEpochMilliseconds(halves * halfHour)),
  opening: fc
    .record({
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      from: fc.integer({ min: 6, max: 46 }), // clear of the hour the clocks change
      length: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ days, from, length }) => ({
      days,
      opens: timeOf(from),
      closes: timeOf(Math.min(from + length, 47)),
    })),
  first: fc.integer({ min: 1, max: 12 }),
  second: fc.integer({ min: 1, max: 12 }),
})

test('a promise is what counting the open half hours one by one gives', () => {
  fc.assert(
    fc.property(request, ({ asked, opening, first }) => {
      let left = first * 2
      let now = asked
      while (left > 0) {
        const local = now.toZonedDateTimeISO('Europe/London')
        const time = local.toPlainTime()
        const open =
          opening.days.includes(local.dayOfWeek) &&
          !isBankHoliday(local.toPlainDate()) &&
          Temporal.PlainTime.compare(time, opening.opens) >= 0 &&
          Temporal.PlainTime.compare(time, opening.closes) < 0
        if (open) left--
        now = now.add({ minutes: 30 })
      }
      assert.equal(promisedBy(asked, first, opening).toString(), now.toString())
    }),
  )
})

test('a promise made in two parts is the promise made at once', () => {
  fc.assert(
    fc.property(request, ({ asked, opening, first, second }) => {
      const inParts = promisedBy(promisedBy(asked, first, opening), second, opening)
      assert.equal(String(promisedBy(asked, first + second, opening)), String(inParts))
    }),
  )
})

const instantOf = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/London').toInstant()
const worked = (from: string, to: string, opening = weekdays) =>
  workingTime(instantOf(from), instantOf(to), opening).total('minutes')

test('working time leaves out nights, days when the team is away, and bank holidays', () => {
  assert.equal(worked('2026-07-01T09:15', '2026-07-01T11:45'), 150)
  assert.equal(worked('2026-07-01T17:00', '2026-07-02T09:00'), 120)
  assert.equal(worked('2026-07-03T17:00', '2026-07-06T09:30'), 150) // over a weekend
  assert.equal(worked('2026-04-02T17:00', '2026-04-07T09:00'), 120) // Easter
  assert.equal(worked('2026-07-04T09:00', '2026-07-05T17:00'), 0)
  assert.equal(worked('2026-07-02T09:00', '2026-07-01T09:00'), 0)
  assert.equal(
    worked('2026-10-24T09:00', '2026-10-26T09:00', hours([6, 7], '00:30', '23:00')),
    840 + 1350 + 60,
  ) // the clocks go back
})

test('until its promise a request has waited the working hours that were promised', () => {
  const asked = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-01'), noInvalidDate: true })
  fc.assert(
    fc.property(asked, fc.integer({ min: 1, max: 200 }), (date, workingHours) => {
      const from = Temporal.Instant.fromEpochMilliseconds(date.getTime())
      const by = promisedBy(from, workingHours, weekdays)
      assert.equal(workingTime(from, by, weekdays).total('hours'), workingHours)
    }),
  )
})
