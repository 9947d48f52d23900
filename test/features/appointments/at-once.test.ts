import assert from 'node:assert/strict'
import { idempotent } from '../../../src/database/idempotent.ts'
import { TimeTaken } from '../../../src/features/appointments/refusals.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { aDatabase, aDatabaseUrl, onEachDatabase, onSqlServerOnly } from '../../support/databases.ts'
import { Doors, slotsNotAsBooked } from './door.ts'
import { everything } from './support.ts'

/** Two copies of the portal use one database at the same time. */

async function twoCopies(t: Parameters<typeof aDatabase>[0]): Promise<[Doors, Doors]> {
  const url = await aDatabaseUrl(t)
  const copies = [await Doors.open(await aDatabase(t, url)), await Doors.open(await aDatabase(t, url))]
  return copies as [Doors, Doors]
}

async function bookedIn(doors: Doors, clinicId: string, days: number) {
  const patient = await doors.aPatient()
  const id = await doors.booked(patient, clinicId, { days })
  return { patient, id, decision: await doors.decision(patient, id) }
}

const stillBooked = (doors: Doors, { patientId }: PatientActor) =>
  doors.database('appointment').where({ patient_id: patientId, status: 'booked' })

onEachDatabase(
  'when ten patients at two copies want one place, one gets it and the others keep their appointments',
  async t => {
    const copies = await twoCopies(t)
    const [doors] = copies
    const clinicId = await doors.aClinic()
    const slotId = await doors.aSlot(clinicId, { days: 9 })
    const patients = []
    for (let each = 0; each < 10; each++) patients.push(await bookedIn(doors, clinicId, 7))
    const chosen = await doors.chosen(slotId)
    const outcomes = await Promise.allSettled(
      patients.map(({ patient, decision }, index) =>
        (copies[index % 2] as Doors).changeRequests.move(patient, decision, chosen),
      ),
    )
    const refusals = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? [outcome.reason] : []))
    assert.equal(refusals.length, 9)
    for (const reason of refusals) assert.ok(reason instanceof TimeTaken, String(reason))
    assert.equal((await doors.database('slot').where('id', slotId).first()).booked, 1)
    for (const { patient } of patients) assert.equal((await stillBooked(doors, patient)).length, 1)
    assert.deepEqual(await slotsNotAsBooked(doors.database), [])
  },
)

onEachDatabase(
  'a form sent to two copies at the same time makes one change and gets the same answer from both',
  async t => {
    const copies = await twoCopies(t)
    const [doors] = copies
    const clinicId = await doors.aClinic()
    const { decision, patient } = await bookedIn(doors, clinicId, 7)
    const chosen = await doors.chosen(await doors.aSlot(clinicId, { days: 9 }))
    const answers = await Promise.all(
      [...copies, ...copies, ...copies].map(copy => copy.changeRequests.move(patient, decision, chosen)),
    )
    assert.equal(new Set(answers).size, 1)
    assert.equal((await stillBooked(doors, patient)).length, 1)
    assert.equal((await doors.database('accepted_change').select()).length, 1)
    assert.deepEqual(await slotsNotAsBooked(doors.database), [])
  },
)

onEachDatabase(
  'two patients can swap times at the same moment, and one patient can make two changes',
  async t => {
    const [one, other] = await twoCopies(t)
    const clinicId = await one.aClinic()
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await bookedIn(one, clinicId, 7), await bookedIn(one, clinicId, 8)]
      // Each moves to the second place of the other's slot.
      const slotOf = async (id: string) => String((await one.row(id)).slot_id)
      const [slotA, slotB] = [await slotOf(a.id), await slotOf(b.id)]
      await one.database('slot').whereIn('id', [slotA, slotB]).update('capacity', 2)
      await Promise.all([
        one.changeRequests.move(a.patient, a.decision, await one.chosen(slotB)),
        other.changeRequests.move(b.patient, b.decision, await one.chosen(slotA)),
      ])
      const slots = await Promise.all([stillBooked(one, a.patient), stillBooked(one, b.patient)])
      assert.deepEqual(
        slots.flat().map(({ slot_id }) => slot_id),
        [slotB, slotA],
      )
    }
    const patient = await one.aPatient()
    const [first, second] = [
      await one.booked(patient, clinicId, { days: 20 }),
      await one.booked(patient, clinicId, { days: 21 }),
    ]
    const decisions = [await one.decision(patient, first), await one.decision(patient, second)] as const
    await Promise.all([
      one.changeRequests.cancel(patient, decisions[0], 'other'),
      other.changeRequests.cancel(patient, decisions[1], 'other'),
    ])
    assert.deepEqual(await stillBooked(one, patient), [])
    assert.deepEqual(await slotsNotAsBooked(one.database), [])
  },
)

onEachDatabase('other copies do not see uncommitted changes', async t => {
  const [one, other] = await twoCopies(t)
  const clinicId = await one.aClinic()
  const { id } = await bookedIn(one, clinicId, 7)
  const before = await everything(other.database)
  await assert.rejects(
    one.database.transaction(async transaction => {
      await transaction('appointment').where({ id }).update('title', 'changed')
      throw new Error('given up')
    }),
    /given up/,
  )
  assert.equal(await everything(other.database), before)
})

onSqlServerOnly(
  'when two changes wait for each other, the database aborts one, and it is retried',
  async t => {
    const url = await aDatabaseUrl(t)
    const database = await aDatabase(t, url)
    const second = await aDatabase(t, url)
    const doors = await Doors.open(database)
    const clinicId = await doors.aClinic()
    const [a, b] = [await doors.aSlot(clinicId, { days: 1 }), await doors.aSlot(clinicId, { days: 2 })]
    const tries = { first: 0, second: 0 }
    const bothHoldOne = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
    const raise = (who: 'first' | 'second', from: string, to: string) => {
      const [own, others] = who === 'first' ? bothHoldOne : bothHoldOne.toReversed()
      const asked = { key: [who], payload: '', now: doors.clock.now() }
      return idempotent(who === 'first' ? database : second, asked, async transaction => {
        tries[who]++
        await transaction('slot').where('id', from).increment('version', 1)
        own?.resolve()
        await others?.promise
        await transaction('slot').where('id', to).increment('version', 1)
        return 'raised'
      })
    }
    assert.deepEqual(await Promise.all([raise('first', a, b), raise('second', b, a)]), ['raised', 'raised'])
    assert.equal(tries.first + tries.second, 3, 'one of them was tried twice')
    assert.deepEqual(await database('slot').pluck('version'), [3, 3])
  },
)
