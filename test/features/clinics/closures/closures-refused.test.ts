import assert from 'node:assert/strict'
import { AffectedChanged } from '../../../../src/features/clinics/closures/closures.ts'
import { BadRequest, NotFound, NotPermitted } from '../../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { everything } from '../../appointments/support.ts'
import { ClinicTeam } from '../support.ts'

let team: ClinicTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await ClinicTeam.open(await aDatabase(t))
    await run()
  })

const booked = async (days: number, hours = 0) =>
  team.doors.booked(await team.doors.aPatient(), team.clinicId, { days, hours })

test('when other patients are affected than were seen, nothing is closed', async () => {
  await booked(7)
  const confirmed = await team.confirmed(team.day(7))
  await booked(7, 3)
  const untouched = await everything(team.doors.database)
  await assert.rejects(team.closures.close(team.lead, confirmed), AffectedChanged)
  await assert.rejects(team.closures.close(team.lead, { ...confirmed, seen: [] }), AffectedChanged)
  assert.equal(await everything(team.doors.database), untouched)
  assert.deepEqual(await team.closures.list(team.lead), [])
})

test('closures of another trust are not there, other roles may not close, and what is over or says no reason is refused', async () => {
  const closureId = await team.close(team.day(7))
  const elsewhere = await ClinicTeam.of(team.doors)
  for (const attempt of [
    () => elsewhere.closures.find(elsewhere.lead, closureId),
    () => elsewhere.closures.carryOn(elsewhere.lead, closureId),
    () => elsewhere.closures.reopen(elsewhere.lead, closureId, 1),
  ])
    await assert.rejects(attempt(), NotFound)
  const { affected } = await elsewhere.closures.preview(elsewhere.lead, team.day(7))
  assert.deepEqual(affected, [])
  const booker = { ...team.lead, role: 'booking-team' } as const
  await assert.rejects(team.closures.preview(booker, team.day(7)), NotPermitted)
  await assert.rejects(team.closures.close(team.lead, await team.confirmed(team.day(-1))), BadRequest)
  await assert.rejects(
    team.closures.close(team.lead, await team.confirmed(team.day(8), { reason: ' ' })),
    BadRequest,
  )
})
