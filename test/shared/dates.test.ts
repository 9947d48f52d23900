import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import {
  ageOn,
  formatDate,
  formatDateAndTime,
  formatPlainDate,
  formatPlainTime,
  formatTime,
  londonDate,
} from '../../src/shared/dates.ts'
import { fc } from '../support/fast-check.ts'

const at = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)

test('a patient reads the date and time in London, in the NHS content style', () => {
  const examples: [string, string][] = [
    ['2026-07-01T11:00Z', 'Wednesday 1 July 2026 at midday'],
    ['2026-12-01T12:00Z', 'Tuesday 1 December 2026 at midday'],
    ['2026-06-30T23:00Z', 'Wednesday 1 July 2026 at midnight'],
    ['2026-07-01T23:30Z', 'Thursday 2 July 2026 at 12:30am'],
    ['2026-10-25T00:30Z', 'Sunday 25 October 2026 at 1:30am'],
    ['2026-10-25T01:30Z', 'Sunday 25 October 2026 at 1:30am'],
    ['2026-07-01T08:30Z', 'Wednesday 1 July 2026 at 9:30am'],
    ['2026-07-01T11:30Z', 'Wednesday 1 July 2026 at 12:30pm'],
    ['2026-07-01T16:00Z', 'Wednesday 1 July 2026 at 5pm'],
    ['2026-12-31T23:59:59Z', 'Thursday 31 December 2026 at 11:59pm'],
    ['2027-01-01T00:05Z', 'Friday 1 January 2027 at 12:05am'],
  ]
  for (const [instant, words] of examples) {
    assert.equal(formatDateAndTime(at(instant)), words)
    assert.equal(`${formatDate(at(instant))} at ${formatTime(at(instant))}`, words)
    assert.equal(formatPlainDate(londonDate(at(instant))), words.replace(/ at .*/, ''))
  }
})

test('a time that is the same every day reads like any other', () => {
  const names = ['00:00', '00:01', '08:00', '12:00', '12:01', '13:00', '23:59']
  const words = ['midnight', '12:01am', '8am', 'midday', '12:01pm', '1pm', '11:59pm']
  assert.deepEqual(
    names.map(name => formatPlainTime(Temporal.PlainTime.from(name))),
    words,
  )
})

test('a patient is a year older on their birthday, and on 1 March if born on 29 February', () => {
  const examples: [string, string, number][] = [
    ['2010-07-01', '2026-06-30', 15],
    ['2010-07-01', '2026-07-01', 16],
    ['2010-07-01', '2026-07-02', 16],
    ['2010-07-31', '2026-08-01', 16],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-07-01', '2026-07-01', 0],
  ]
  for (const [born, today, age] of examples)
    assert.equal(ageOn(day(born), day(today)), age, `${born} ${today}`)
  assert.throws(() => ageOn(day('2026-07-02'), day('2026-07-01')), RangeError)
})

const minute = 60_000
const halfHour = 30 * minute

/** 1am UTC on the last Sunday of a 31-day month: Summer Time Act 1972, as amended in 2002. */
function clockChange(year: number, month: 3 | 10): number {
  const last = new Date(Date.UTC(year, month - 1, 31, 1))
  return last.getTime() - last.getUTCDay() * 24 * 60 * minute
}

const years = [2026, 2027, 2028, 2029, 2030]
const changes = years.flatMap(year => [clockChange(year, 3), clockChange(year, 10)])
const grid = changes.flatMap(change =>
  Array.from({ length: 4 * 48 + 1 }, (_, step) => change + (step - 2 * 48) * halfHour),
)

const intl = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'full',
  timeStyle: 'short',
})

/** Says the same from Intl's fields, and checks those against the law rather than against any zone's data. */
function inOtherWords(epochMilliseconds: number): string {
  const parts = Object.fromEntries(intl.formatToParts(epochMilliseconds).map(part => [part.type, part.value]))
  const year = new Date(epochMilliseconds).getUTCFullYear()
  const summer = epochMilliseconds >= clockChange(year, 3) && epochMilliseconds < clockChange(year, 10)
  const local = new Date(epochMilliseconds + (summer ? 60 * minute : 0))
  assert.equal(Number(parts.hour), local.getUTCHours())
  assert.equal(Number(parts.day), local.getUTCDate())
  const hour = Number(parts.hour)
  const clock = `${((hour + 11) % 12) + 1}:${parts.minute}${hour >= 12 ? 'pm' : 'am'}`
  const time = { '12:00am': 'midnight', '12:00pm': 'midday' }[clock] ?? clock.replace(':00', '')
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year} at ${time}`
}

/** Reads the words back as a person would. */
function read(words: string): Temporal.PlainDateTime {
  const [date, time = ''] = words.split(' at ')
  const [, hour, minutes = '0', half] = /^(\d+)(?::(\d\d))?(am|pm)$/.exec(time) ?? []
  const named = { midnight: 0, midday: 12 }[time]
  const hours = named ?? (Number(hour) % 12) + (half === 'pm' ? 12 : 0)
  const midnight = Temporal.PlainDateTime.from(new Date(`${date} UTC`).toISOString().slice(0, 10))
  return midnight.with({ hour: hours, minute: Number(minutes) })
}

test('around every clock change to 2030 a patient reads what the law and another source say', () => {
  assert.equal(new Date(clockChange(2026, 3)).toISOString(), '2026-03-29T01:00:00.000Z')
  assert.equal(new Date(clockChange(2026, 10)).toISOString(), '2026-10-25T01:00:00.000Z')
  for (const time of grid) {
    assert.equal(formatDateAndTime(Temporal.Instant.fromEpochMilliseconds(time)), inOtherWords(time))
  }
})

test('at any minute of 2026 to 2030 a patient reads what another source says', () => {
  const minutes = fc.integer({ min: Date.UTC(2026, 0) / minute, max: Date.UTC(2031, 0) / minute - 1 })
  fc.assert(
    fc.property(minutes, count => {
      const words = formatDateAndTime(Temporal.Instant.fromEpochMilliseconds(count * minute))
      assert.equal(words, inOtherWords(count * minute))
    }),
    { numRuns: 5000 },
  )
})

test('the words lead back to the instant, with the autumn hour that comes twice the only doubt', () => {
  for (const time of grid) {
    const local = read(formatDateAndTime(Temporal.Instant.fromEpochMilliseconds(time)))
    const meant = (['earlier', 'later'] as const).map(
      disambiguation => local.toZonedDateTime('Europe/London', { disambiguation }).epochMilliseconds,
    )
    assert.ok(meant.includes(time))
    const twice = changes.some(
      (change, index) => index % 2 === 1 && Math.abs(time - change + 1) <= 60 * minute,
    )
    if (!twice) assert.deepEqual(meant, [time, time])
  }
})

test('a later appointment never reads as earlier, but in the autumn hour that comes twice', () => {
  let before = Temporal.PlainDateTime.from('2026-01-01')
  for (const time of grid) {
    const now = read(formatDateAndTime(Temporal.Instant.fromEpochMilliseconds(time)))
    const clocksGoBack = changes.indexOf(time) % 2 === 1
    assert.equal(Temporal.PlainDateTime.compare(before, now), clocksGoBack ? 1 : -1, `${before} ${now}`)
    before = now
  }
})

test('a patient reads the same words with every zone and language of the server', () => {
  const program = `
    import { createHash } from 'node:crypto'
    import * as dates from '${new URL('../../src/shared/dates.ts', import.meta.url)}'
    const words = ${JSON.stringify(grid)}.map(time => {
      const start = Temporal.Instant.fromEpochMilliseconds(time)
      const today = dates.londonDate(start)
      return [
        dates.formatDate(start), dates.formatTime(start), dates.formatDateAndTime(start), String(today),
        dates.formatPlainDate(today),
        dates.ageOn(Temporal.PlainDate.from('2008-02-29'), today),
      ].join()
    })
    const digest = createHash('sha256').update(words.join()).digest('hex')
    console.log(JSON.stringify([new Date(2026, 0).toISOString(), digest]))`
  const answers = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Auckland', 'Europe/London'].map(zone => {
    const env = { TZ: zone, LC_ALL: zone === 'Asia/Tokyo' ? 'ja_JP.UTF-8' : 'en_US.UTF-8' }
    const out = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { env })
    return JSON.parse(String(out)) as [string, string]
  })
  assert.equal(new Set(answers.map(([newYear]) => newYear)).size, 4) // each really was in its own zone
  assert.equal(new Set(answers.map(([, digest]) => digest)).size, 1)
})
