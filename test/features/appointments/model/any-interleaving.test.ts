import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scheduleConnections } from '../../../support/database/schedule-connections.ts'
import { covering, fc } from '../../../support/fast-check.ts'
import { Doors } from '../door.ts'
import { SmallClinic } from './any-order.ts'
import type { Deed } from './deed.ts'

interface Real {
  clinic: SmallClinic
  /** Started, and continued by the scheduler. */
  underWay: Promise<string>[]
}
type Command = fc.AsyncCommand<object, Real>

let doors: Doors
let scheduler: fc.Scheduler | undefined

before(async () => {
  doors = await Doors.open()
  scheduleConnections(doors.database, () => scheduler)
})

after(() => doors.database.destroy())

function begin(deed: Deed): Command {
  return {
    check: () => true,
    run: async (_model, { clinic, underWay }) => void underWay.push(clinic.happens(deed)),
    toString: () => `${deed.do}(${deed.patient}, ${deed.choice})`,
  }
}

const patientDeeds: Deed['do'][] = ['move', 'move', 'cancel', 'ask-to-move', 'repeat']
const otherDeeds: Deed['do'][] = [
  'hospital-moves',
  'hospital-answers',
  'hospital-cancels',
  'rules-change',
  'time-passes',
]
const deed = (deeds: Deed['do'][]) =>
  fc.record({ do: fc.constantFrom(...deeds), patient: fc.nat(2), choice: fc.nat(20) }).map(begin)

const commands = fc.commands([deed(patientDeeds), deed(patientDeeds), deed(patientDeeds), deed(otherDeeds)], {
  maxCommands: 10,
  size: 'max',
})

test('no change is lost or made twice, however the work of patients and the hospital is interleaved', async () => {
  const patients = [await doors.aPatient(), await doors.aPatient(), await doors.aPatient()]
  let maxUnderWay = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (theirs, list) => {
      const clinic = await SmallClinic.open(doors, patients)
      const underWay: Promise<string>[] = []
      scheduler = theirs
      try {
        await fc.scheduledModelRun(theirs, () => ({ model: {}, real: { clinic, underWay } }), list)
        await theirs.waitFor(Promise.all(underWay))
      } finally {
        scheduler = undefined
        await Promise.allSettled(underWay)
      }
      await clinic.check()
      maxUnderWay = Math.max(maxUnderWay, underWay.length)
      done += clinic.done.length
    }),
    { numRuns: 300, seed: covering.seed },
  )
  if (!covering.asserted) return
  // Otherwise the test has interleaved nothing, or changed nothing.
  assert.ok(maxUnderWay >= 5 && done > 300, `${maxUnderWay} at once, ${done} done`)
})
