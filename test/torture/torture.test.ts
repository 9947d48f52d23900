import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from './random.ts'
import { round, total } from './round.ts'

/** A long run is `npm run torture`; these are short ones, each with everything in it. */
for (const seed of [1, 2, 3, 4])
  test(`whatever fails, nothing is lost, double or another's: seed ${seed}`, async () => {
    const plan = { seed, operations: 500, patients: 8, population: 24, faultEvery: 120 }
    const { figures, violations } = await round(plan)
    assert.deepEqual(violations.first, [])
    // Otherwise the test has looked at nothing.
    assert.ok(total(figures.faults) >= 2, 'something failed')
    assert.ok(figures.changes >= 10, 'something was changed')
    assert.ok((figures.forms.refused ?? 0) > 0, 'somebody was refused')
    assert.ok(figures.lost > 0, 'answers were lost')
    assert.ok(figures.byStaff > 0, 'the booking teams were at work')
  })

test('the same seed chooses the same', () => {
  const numbers = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 5 }, () => random.fork().below(1000))
  }
  assert.deepEqual(numbers(7), numbers(7))
  assert.notDeepEqual(numbers(7), numbers(8))
})
