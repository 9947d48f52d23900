import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scheduleConnections } from '../../support/database/schedule-connections.ts'
import { covering, fc } from '../../support/fast-check.ts'
import { AnyOrder } from './any-order.ts'
import { DEEDS, type Deed } from './deeds.ts'
import { BookingTeam } from './support.ts'

interface Real {
  anyOrder: AnyOrder
  /** Started, and continued by the scheduler. */
  underWay: Promise<void>[]
}

let team: BookingTeam
let scheduler: fc.Scheduler | undefined

before(async () => {
  team = await BookingTeam.open()
  scheduleConnections(team.doors.database, () => scheduler)
})

after(() => team.doors.database.destroy())

const begin = (deed: Deed): fc.AsyncCommand<object, Real> => ({
  check: () => true,
  run: async (_model, { anyOrder, underWay }) => void underWay.push(anyOrder.happens(deed)),
  toString: () => `${deed.do}(${deed.patient}, ${deed.choice})`,
})

const deed = (deeds: readonly Deed['do'][]) =>
  fc.record({ do: fc.constantFrom(...deeds), patient: fc.nat(2), choice: fc.nat(9) }).map(begin)

const commands = fc.commands(
  [
    deed(['ask-to-cancel', 'ask-for-time']),
    deed(['decline', 'complete', 'withdraw']),
    deed(['decline', 'complete', 'claim', 'take-over']),
    deed(DEEDS),
  ],
  { maxCommands: 14, size: 'max' },
)

test('a request has one outcome and a patient one appointment or none, however staff, patients and the hospital interleave', async () => {
  const patients = [await team.doors.aPatient(), await team.doors.aPatient(), await team.doors.aPatient()]
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (theirs, list) => {
      const anyOrder = await AnyOrder.open(team, patients)
      const underWay: Promise<void>[] = []
      scheduler = theirs
      try {
        await fc.scheduledModelRun(theirs, () => ({ model: {}, real: { anyOrder, underWay } }), list)
        await theirs.waitFor(Promise.all(underWay))
      } finally {
        scheduler = undefined
        await Promise.allSettled(underWay)
      }
      await anyOrder.check()
      for (const [what, times] of anyOrder.done) done.set(what, (done.get(what) ?? 0) + times)
    }),
    { numRuns: 120, seed: covering.seed },
  )
  if (!covering.asserted) return
  // Otherwise the test has interleaved nothing.
  assert.deepEqual([...done.keys()].toSorted(), [...DEEDS].toSorted(), String([...done]))
  for (const what of ['decline', 'complete', 'withdraw'])
    assert.ok((done.get(what) ?? 0) >= 5, `${what}: ${done.get(what)}`)
})
