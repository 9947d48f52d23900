import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { aClinic, anAppointment, aPatient, testPerson } from '../../support/builders.ts'
import { aDatabaseUrl, onEachDatabase } from '../../support/databases.ts'
import { MONDAY } from '../../support/portal.ts'

const folder = new URL('../../../migrations/', import.meta.url)
const released = readdirSync(folder).filter(name => /^\d{4}-.*\.ts$/.test(name))

/** Only the migrations before the one that is tested. */
const earlier = {
  getMigrations: async () => released.filter(name => name < '0009').toSorted(),
  getMigrationName: (name: string) => name,
  getMigration: (name: string) => import(new URL(name, folder).href),
}

onEachDatabase(
  'requests that an older release has made, and makes beside this one, go on to be decided',
  async t => {
    const database = openDatabase(await aDatabaseUrl(t))
    t.after(() => database.destroy())
    await migrate(database, earlier)
    const patient = await aPatient(database, testPerson(1))
    const clinic = await aClinic(database)
    const when = { now: MONDAY, in: { days: 7 } }
    const add = async () => {
      const id = randomUUID()
      const appointment_id = await anAppointment(database, patient, clinic, when)
      const times = { requested_at: '2026-06-15T08:30:00.000', promised_by: '2026-06-17T11:00:00.000' }
      await database('change_request').insert({
        id,
        appointment_id,
        kind: 'cancel',
        reason: 'other',
        ...times,
      })
      return id
    }
    const before = await add()
    await migrate(database)
    const beside = await add()
    const { trust_ods_code: trust } = await database('clinic').where('id', clinic).first()
    const trustOf = async (id: string) =>
      (await database('change_request').where({ id }).first()).trust_ods_code
    assert.deepEqual([await trustOf(before), await trustOf(beside)], [trust, null])
    const decided = { status: 'declined', decided_at: '2026-06-15T09:00:00.000' }
    await database('change_request').where('id', before).update(decided)
    await database('change_request')
      .where('id', beside)
      .update({ ...decided, status: 'withdrawn' })
  },
)
