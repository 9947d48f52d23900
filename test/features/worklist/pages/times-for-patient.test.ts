import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timesForPatient } from '../../../../src/features/worklist/pages/times-for-patient.ts'

const at = (startsAt: string) => ({ slotId: startsAt, startsAt: Temporal.Instant.from(startsAt) }) as never

/** In British Summer Time: 11:59, 12:00 and 17:00 on a Monday, 9:00 on a Tuesday. */
const TIMES = ['2026-06-22T10:59Z', '2026-06-22T11:00Z', '2026-06-22T16:00Z', '2026-06-23T08:00Z'].map(at)

function preferred(preferredDays: string[], preferredTimes: string[]): string[] {
  return timesForPatient(TIMES, { preferredDays, preferredTimes }).preferred.map(({ slotId }) => slotId)
}

test('a time suits if its day and its time of day do, in London', () => {
  assert.deepEqual(preferred(['monday'], ['morning']), ['2026-06-22T10:59Z'])
  assert.deepEqual(preferred(['monday'], ['afternoon']), ['2026-06-22T11:00Z'])
  assert.deepEqual(preferred(['any'], ['evening']), ['2026-06-22T16:00Z'])
  assert.deepEqual(preferred(['tuesday'], ['any']), ['2026-06-23T08:00Z'])
  assert.deepEqual(preferred(['sunday'], ['morning']), [])
})

test('without wishes every time suits', () => {
  assert.equal(preferred([], []).length, 4)
})

test('no more are shown than can be read', () => {
  const many = Array.from({ length: 70 }, (_, index) =>
    at(`2026-06-22T10:00:00.${String(index).padStart(3, '0')}Z`),
  )
  const { hasMore, other, preferred } = timesForPatient(many, {
    preferredDays: ['any'],
    preferredTimes: ['any'],
  })
  assert.deepEqual([preferred.length, other.length, hasMore], [60, 0, true])
})
