import assert from 'node:assert/strict'
import { clearExpired } from '../../../src/database/expiry.ts'
import { draftRetention } from '../../../src/features/drafts/draft-store.ts'
import { Drafts } from '../../../src/features/drafts/drafts.ts'
import type { Actor } from '../../../src/shared/actor.ts'
import { NotFound } from '../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { TestClock } from '../../support/portal.ts'

const patient: Actor = { kind: 'patient', patientId: 'p1' }
const another: Actor = { kind: 'patient', patientId: 'p2' }
const cancel = (id: string) => ({ journey: 'cancel', subject: { type: 'appointment', id } })

onEachDatabase(
  'answers are found again by the patient, for the journey and the thing they belong to',
  async t => {
    const drafts = new Drafts(await aDatabase(t), new TestClock())
    await drafts.save(patient, cancel('a'), { reason: 'other' })
    await drafts.save(patient, cancel('b'), { reason: 'no-transport' })
    await drafts.save(patient, cancel('a'), { reason: 'cannot-attend' })
    assert.deepEqual(await drafts.find(patient, cancel('a')), { reason: 'cannot-attend' })
    assert.deepEqual(await drafts.find(patient, cancel('b')), { reason: 'no-transport' })
    assert.deepEqual(await drafts.find(patient, { ...cancel('a'), journey: 'reschedule' }), {})
    await drafts.remove(patient, cancel('a'))
    assert.deepEqual(await drafts.find(patient, cancel('a')), {})
    assert.deepEqual(await drafts.list(patient), [cancel('b')])
  },
)

onEachDatabase('answers saved at the same moment in two tabs leave one draft', async t => {
  const database = await aDatabase(t)
  const drafts = new Drafts(database, new TestClock())
  await Promise.all([1, 2, 3].map(day => drafts.save(patient, cancel('a'), { day })))
  assert.equal((await database('draft').select()).length, 1)
})

onEachDatabase('what was entered and not sent is kept beside the answers, by field', async t => {
  const drafts = new Drafts(await aDatabase(t), new TestClock())
  await drafts.save(patient, cancel('a'), { day: '2026-06-29' })
  await drafts.saveUnsent(patient, cancel('a'), { reason: 'other', days: ['monday', 'friday'] })
  await drafts.saveUnsent(patient, cancel('a'), { reason: '' })
  assert.deepEqual(await drafts.find(patient, cancel('a')), {
    day: '2026-06-29',
    unsent: { reason: '', days: ['monday', 'friday'] },
  })
  await assert.rejects(
    drafts.saveUnsent({ kind: 'staff', userId: 'u', role: 'auditor', trustOdsCode: 'RFF' }, cancel('a'), {}),
    NotFound,
  )
})

onEachDatabase('another patient never sees or changes the answers', async t => {
  const drafts = new Drafts(await aDatabase(t), new TestClock())
  await drafts.save(patient, cancel('a'), { reason: 'other' })
  assert.deepEqual(await drafts.find(another, cancel('a')), {})
  assert.deepEqual(await drafts.list(another), [])
  await drafts.save(another, cancel('a'), { reason: 'no-transport' })
  await drafts.remove(another, cancel('a'))
  assert.deepEqual(await drafts.find(patient, cancel('a')), { reason: 'other' })
})

onEachDatabase('staff and a patient who acts for another do not reach them yet', async t => {
  const drafts = new Drafts(await aDatabase(t), new TestClock())
  const staff: Actor = { kind: 'staff', userId: 'u', role: 'auditor', trustOdsCode: 'RFF' }
  const proxy: Actor = { kind: 'proxy', proxyPatientId: 'p2', patientId: 'p1', grantId: 'g', scope: [] }
  for (const actor of [staff, proxy]) {
    await assert.rejects(drafts.list(actor), NotFound)
    await assert.rejects(drafts.find(actor, cancel('a')), NotFound)
    await assert.rejects(drafts.save(actor, cancel('a'), {}), NotFound)
  }
})

onEachDatabase('answers last for 24 hours after the last one, and are then deleted', async t => {
  const database = await aDatabase(t)
  const clock = new TestClock()
  const drafts = new Drafts(database, clock)
  await drafts.save(patient, cancel('a'), { reason: 'other' })
  clock.pass({ hours: 23, minutes: 59 })
  assert.deepEqual(await drafts.find(patient, cancel('a')), { reason: 'other' })
  clock.pass({ minutes: 1 })
  assert.deepEqual(await drafts.find(patient, cancel('a')), {})
  assert.deepEqual(await drafts.list(patient), [])
  await clearExpired(database, clock.now(), [draftRetention])
  assert.deepEqual(await database('draft').select(), [])
})
