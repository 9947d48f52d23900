import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { covering, fc } from '../../../support/fast-check.ts'
import { Doors } from '../door.ts'
import { MachineUnderTest } from './machine.ts'
import { again, decide, hospitalCancels, send, timePasses, view } from './machine-commands.ts'
import type { Expected, Model } from './machine-model.ts'

let doors: Doors

before(async () => {
  doors = await Doors.open()
})

after(() => doors.database.destroy())

const person = fc.nat(1)
const slot = fc.nat(3)
const kind = fc.constantFrom('cancel' as const, 'reschedule' as const)
const how = fc.constantFrom('at-once' as const, 'request' as const)

const commands = fc.commands(
  [
    person.map(view),
    fc.tuple(person, kind, slot, fc.boolean()).map(args => send(...args)),
    fc.tuple(person, kind, fc.constantFrom(-1, 1), fc.boolean()).map(args => send(...args)),
    fc.tuple(person, kind, fc.constantFrom(-1, 2), fc.constant(false)).map(args => send(...args)),
    fc.constant(again()),
    fc
      .tuple(person, fc.constantFrom('done' as const, 'declined' as const), slot)
      .map(args => decide(...args)),
    fc.tuple(person, fc.nat(3)).map(([who, dice]) => (dice === 0 ? hospitalCancels(who) : view(who))),
    fc.constantFrom(1, 20, 80, 100).map(timePasses),
  ],
  { maxCommands: 16, size: 'max' },
)

/** Two people, both in the first slot. The other slots have one place each, and the last is soon. */
function aModel(cancel: 'at-once' | 'request', reschedule: 'at-once' | 'request'): Model {
  const slots = [100, 120, 150, 30].map((startsAt, index) => ({
    startsAt,
    capacity: index === 0 ? 2 : 1,
    booked: index === 0 ? 2 : 0,
  }))
  const aPerson = () => ({
    status: 'booked' as const,
    version: 1,
    slot: 0,
    request: null,
    changes: 0,
    moves: 0,
  })
  return {
    now: 0,
    how: { cancel, reschedule },
    people: [aPerson(), aPerson()],
    slots,
    accepted: new Map(),
    requests: { received: 0, done: 0, declined: 0 },
    changesMade: 0,
  }
}

test('appointments and requests follow the rules, whatever is done in any order', async () => {
  const actors = [await doors.aPatient(), await doors.aPatient()]
  const counts = new Map<Expected, number>()
  await fc.assert(
    fc.asyncProperty(how, how, commands, async (cancel, reschedule, list) => {
      const model = aModel(cancel, reschedule)
      const real = await MachineUnderTest.begin(doors, actors, model, counts)
      await fc.asyncModelRun(() => ({ model, real }), list)
    }),
    { numRuns: 300, seed: covering.seed },
  )
  if (!covering.asserted) return
  // Otherwise the test has not reached every outcome.
  const all: Expected[] = [
    'done',
    'done before',
    'changed',
    'bad request',
    'taken',
    'cancelled',
    'over',
    'cancellation-pending',
    'reschedule-pending',
    'too-late',
    'changed-too-often',
  ]
  assert.deepEqual(
    all.filter(each => !counts.has(each)),
    [],
  )
})
