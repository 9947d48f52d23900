import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_PLANNED, type Pattern, plannedTimes } from '../../../../src/features/clinics/slots/planned.ts'

const plan = (
  changes: Partial<Record<'first' | 'last' | 'from' | 'until', string>>,
  days = [1, 2, 3, 4, 5],
) => {
  const { first = '2026-06-15', last = first, from = '09:00', until = '10:00' } = changes
  const pattern: Pattern = {
    first: Temporal.PlainDate.from(first),
    last: Temporal.PlainDate.from(last),
    from: Temporal.PlainTime.from(from),
    until: Temporal.PlainTime.from(until),
    days,
    minutes: 25,
  }
  return plannedTimes(pattern).map(({ startsAt }) => String(startsAt))
}

test('a day has the times that fit before its end', () => {
  assert.deepEqual(plan({}), ['2026-06-15T08:00:00Z', '2026-06-15T08:25:00Z'])
  assert.deepEqual(plan({ until: '09:24' }), [])
})

test('a pattern keeps to the clock in London when it changes, on its days of the week, without bank holidays', () => {
  const mondays = plan({ first: '2026-03-23', last: '2026-04-13', until: '09:25' }, [1])
  // Easter Monday is 6 April.
  assert.deepEqual(mondays, ['2026-03-23T09:00:00Z', '2026-03-30T08:00:00Z', '2026-04-13T08:00:00Z'])
})

test('times that the clock skips or shows twice are left out', () => {
  const spring = plan({ first: '2026-03-29', from: '00:00', until: '03:00' }, [7])
  assert.deepEqual(spring, [
    ...['2026-03-29T00:00:00Z', '2026-03-29T00:25:00Z'],
    ...['2026-03-29T01:05:00Z', '2026-03-29T01:30:00Z'],
  ])
  const autumn = plan({ first: '2026-10-25', from: '00:30', until: '02:30' }, [7])
  assert.deepEqual(autumn, ['2026-10-24T23:30:00Z'])
})

test('a pattern that is too long ends one after the limit', () => {
  assert.equal(plan({ last: '2036-06-15' }).length, MAX_PLANNED + 1)
})
