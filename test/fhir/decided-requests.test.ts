import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { seenField, seenText } from '../../src/features/appointments/seen.ts'
import { type RequestSeen, RequestWork } from '../../src/features/worklist/request-work.ts'
import { Worklist } from '../../src/features/worklist/worklist.ts'
import type { StaffActor } from '../../src/shared/actor.ts'
import { aRequest, someone } from '../features/appointments/support.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'
import { isR4 } from './validators.ts'

const portal = await aPortal()
after(() => portal.close())
const { clock, database } = portal
const work = new RequestWork(database, clock)

interface Resource {
  status: string
  extension: { url: string; valueCode?: string }[]
}

const cases: [
  kind: 'cancel' | 'reschedule',
  decide: (staff: StaffActor, seen: RequestSeen) => Promise<void>,
  shown: [string, string | undefined],
][] = [
  ['cancel', (staff, seen) => work.claim(staff, seen), ['booked', 'Pending Cancellation']],
  ['cancel', (staff, seen) => work.decline(staff, seen, 'Too soon.'), ['booked', undefined]],
  ['cancel', (staff, seen) => work.completeCancellation(staff, seen), ['cancelled', undefined]],
  ['reschedule', (staff, seen) => work.decline(staff, seen, 'No other time.'), ['booked', undefined]],
]

for (const [kind, decide, shown] of cases)
  test(`what the booking team has done is in the very next answer: ${kind}, then ${shown}`, async () => {
    const { clinicId, id, patientId, person } = await someone(portal)
    await aRequest(database, id, kind)
    const { trust_ods_code: trustOdsCode } = await database('clinic').where('id', clinicId).first()
    const request = await database('change_request').where('appointment_id', id).first()
    const staff = { kind: 'staff', userId: 'amal', role: 'booking-team', trustOdsCode } as const
    const seen = await new Worklist(database, portal.clock).find(staff, request.id)
    const appointment = seenField.parse(seenText(seen.appointment))
    await decide(staff, { id: request.id, patientId, version: 1, appointment })
    const { body, status } = await ask(portal, person)
    assert.equal(status, 200)
    isR4(body)
    const resources: Resource[] = body.entry.map((each: { resource: Resource }) => each.resource)
    assert.deepEqual(
      resources.map(({ status, extension }) => [
        status,
        extension.find(({ url }) => url.endsWith('RequestStatus'))?.valueCode,
      ]),
      [shown],
    )
  })
