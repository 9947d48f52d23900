import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from './random.ts'
import { type Figures, round, total } from './round.ts'

/** Short runs with all kinds of activity; `npm run torture` is a long one. */
const SEEDS = [1, 2]
const runs: Figures[] = []

for (const seed of SEEDS)
  test(`no fault loses a change or makes it twice, or shows a patient another’s data: seed ${seed}`, async () => {
    const plan = { seed, operations: 500, patients: 8, population: 24, faultEvery: 120 }
    const { figures, violations } = await round(plan)
    runs.push(figures)
    assert.deepEqual(violations.first, [])
    assert.ok(figures.changes >= 10, 'something was changed')
    assert.ok((figures.forms.refused ?? 0) > 0, 'a form was refused')
    assert.ok(figures.lost > 0, 'answers were lost')
    assert.ok(figures.byStaff > 0, 'the hospital was at work in the PAS')
    assert.ok(total(figures.deeds) > 0, 'staff were at work in the portal')
    assert.ok(figures.byRules > 0, 'rules acted')
  })

test('faults happened during the runs', () => {
  const faults = runs.map(figures => total(figures.faults))
  assert.equal(faults.length, SEEDS.length)
  assert.ok(faults.reduce((sum, each) => sum + each, 0) >= 4, `${faults}`)
})

test('the same seed makes the same choices', () => {
  const numbers = (seed: number) => {
    const random = new Random(seed)
    return Array.from({ length: 5 }, () => random.fork().below(1000))
  }
  assert.deepEqual(numbers(7), numbers(7))
  assert.notDeepEqual(numbers(7), numbers(8))
})
