import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { covering, fc } from '../../../support/fast-check.ts'
import { Doors } from '../door.ts'
import { everything } from '../support.ts'
import { SmallClinic } from './any-order.ts'
import type { Deed } from './deed.ts'

let doors: Doors

before(async () => {
  doors = await Doors.open()
})

after(() => doors.database.destroy())

const weighted = (weight: number, ...deeds: Deed['do'][]) =>
  ({
    weight,
    arbitrary: fc.record({ do: fc.constantFrom(...deeds), patient: fc.nat(3), choice: fc.nat(40) }),
  }) as fc.WeightedArbitrary<Deed>

const deed = fc.oneof(
  weighted(8, 'move', 'repeat'),
  weighted(4, 'cancel', 'ask-to-move'),
  weighted(2, 'hospital-moves', 'hospital-answers', 'rules-change'),
  weighted(1, 'hospital-cancels', 'time-passes'),
)

test('no change is lost or made twice, whatever patients and the hospital do in any order and at the same time', async () => {
  const patients = await Promise.all([1, 2, 3, 4].map(() => doors.aPatient()))
  const kindsDone = new Set<string>()
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { maxLength: 12 }),
      async moments => {
        const clinic = await SmallClinic.open(doors, patients)
        for (const together of moments) {
          const untouched = await everything(doors.database)
          const outcomes = await Promise.all(together.map(each => clinic.happens(each)))
          await clinic.check()
          if (!outcomes.includes('done'))
            assert.equal(await everything(doors.database), untouched, 'refused, but written')
          refused += outcomes.filter(each => each === 'refused').length
        }
        for (const each of clinic.done) kindsDone.add(each)
      },
    ),
    { numRuns: 60, seed: covering.seed },
  )
  if (!covering.asserted) return
  // Otherwise the test has not tried every kind of deed.
  assert.equal(kindsDone.size, 9)
  assert.ok(refused > 20)
})
