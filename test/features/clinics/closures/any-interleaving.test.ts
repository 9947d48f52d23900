import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PatientActor } from '../../../../src/shared/actor.ts'
import { scheduleConnections } from '../../../support/database/schedule-connections.ts'
import { covering, fc } from '../../../support/fast-check.ts'
import { ClinicTeam } from '../support.ts'
import { AnyOrder, DEEDS, type Deed } from './any-order.ts'

interface Real {
  anyOrder: AnyOrder
  /** Started, and continued by the scheduler. */
  underWay: Promise<void>[]
}

let team: ClinicTeam
let scheduler: fc.Scheduler | undefined

before(async () => {
  team = await ClinicTeam.open()
  scheduleConnections(team.doors.database, () => scheduler)
})

after(() => team.doors.database.destroy())

const begin = (deed: Deed): fc.AsyncCommand<object, Real> => ({
  check: () => true,
  run: async (_model, { anyOrder, underWay }) => void underWay.push(anyOrder.happens(deed)),
  toString: () => `${deed.do}(${deed.patient}, ${deed.choice})`,
})

const deed = (deeds: readonly Deed['do'][]) =>
  fc.record({ do: fc.constantFrom(...deeds), patient: fc.nat(3), choice: fc.nat(11) }).map(begin)

const commands = fc.commands(
  [deed(['close-day', 'close-slot']), deed(['patient-moves', 'staff-move', 'staff-move']), deed(DEEDS)],
  { maxCommands: 14, size: 'max' },
)

test('no patient has an appointment in a closed clinic, or none and no request, however closing, opening and booking interleave', async () => {
  const patients: PatientActor[] = []
  for (let count = 0; count < 4; count++) patients.push(await team.doors.aPatient())
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
    { numRuns: 50, seed: covering.seed },
  )
  if (!covering.asserted) return
  // Otherwise the test has interleaved nothing.
  assert.deepEqual([...done.keys()].toSorted(), [...DEEDS].toSorted(), String([...done]))
  for (const what of ['close-day', 'close-slot', 'patient-moves', 'reopen', 'staff-move'])
    assert.ok((done.get(what) ?? 0) >= 5, `${what}: ${done.get(what)}`)
})
