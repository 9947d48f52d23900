import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { scheduleConnections } from '../../support/database/schedule-connections.ts'
import { covering, fc } from '../../support/fast-check.ts'
import { Doors } from '../appointments/door.ts'
import { AnyOrder, DEEDS, type Deed } from './any-order.ts'
import { TaskTeam } from './support.ts'

interface Real {
  anyOrder: AnyOrder
  /** Started, and continued by the scheduler. */
  underWay: Promise<void>[]
}

let doors: Doors
let scheduler: fc.Scheduler | undefined

before(async () => {
  doors = await Doors.open()
  scheduleConnections(doors.database, () => scheduler)
})

after(() => doors.database.destroy())

const begin = (deed: Deed): fc.AsyncCommand<object, Real> => ({
  check: () => true,
  run: async (_model, { anyOrder, underWay }) => void underWay.push(anyOrder.happens(deed)),
  toString: () => `${deed.do}(${deed.patient}, ${deed.choice})`,
})

const deed = (deeds: readonly Deed['do'][]) =>
  fc.record({ do: fc.constantFrom(...deeds), patient: fc.nat(1), choice: fc.nat(9) }).map(begin)

const commands = fc.commands(
  [
    deed(['ask', 'cancel']),
    deed(['withdraw', 'close', 'discharge']),
    deed(['claim', 'take-over', 'release', 'close']),
    deed(['assign', 'unassign', 'priority', 'close']),
    deed(DEEDS),
  ],
  { maxCommands: 16, size: 'max' },
)

test('a task has one end, and every cancellation one task, however staff and patients interleave', async () => {
  const clinicId = await doors.aClinic()
  const { trust_ods_code } = await doors.database('clinic').where('id', clinicId).first()
  const team = new TaskTeam(doors, trust_ods_code)
  await team.employ()
  const patients: PatientActor[] = [await doors.aPatient(), await doors.aPatient()]
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (theirs, list) => {
      const anyOrder = await AnyOrder.open(doors, team, patients, clinicId)
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
  for (const what of ['close', 'withdraw', 'discharge', 'cancel', 'assign', 'unassign', 'priority'])
    assert.ok((done.get(what) ?? 0) >= 5, `${what}: ${done.get(what)}`)
})
