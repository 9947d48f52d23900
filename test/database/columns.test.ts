import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromColumn, toColumn } from '../../src/database/columns.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

test('an instant is written in UTC, of one length, and comes back to the millisecond', () => {
  for (const [instant, column] of [
    ['2026-07-01T09:30:00+01:00', '2026-07-01T08:30:00.000'],
    ['2026-07-01T08:30:00.5Z', '2026-07-01T08:30:00.500'],
    ['2026-07-01T08:30:00.123999Z', '2026-07-01T08:30:00.123'],
    ['2026-10-25T01:30:00+01:00', '2026-10-25T00:30:00.000'],
    ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999'],
  ] as const) {
    const written = toColumn(Temporal.Instant.from(instant))
    assert.equal(written, column)
    assert.equal(toColumn(fromColumn(written)), column)
  }
})

test('SQL Server’s Date and SQLite’s text are the same instant', () => {
  const text = '2026-07-01T08:30:00.003'
  assert.ok(fromColumn(new Date(`${text}Z`)).equals(fromColumn(text)))
})

test('what is written sorts as time does', () => {
  const start = Temporal.Instant.from('2026-03-29T00:59:59.995Z')
  const written = Array.from({ length: 20 }, (_, index) => toColumn(start.add({ milliseconds: index })))
  assert.deepEqual(written.toSorted(), written)
})

onEachDatabase('an instant comes back from the database as it went in', async t => {
  const database = await aDatabase(t)
  const instant = Temporal.Instant.from('2026-07-01T08:30:00.007Z')
  await database('used_once').insert({ value_hash: 'a', expires_at: toColumn(instant) })
  const { expires_at } = await database('used_once').first()
  assert.ok(fromColumn(expires_at).equals(instant))
})
