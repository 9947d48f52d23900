import assert from 'node:assert/strict'
import { Staff } from '../../../src/features/staff/staff.ts'
import { aTrust } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { TestClock } from '../../support/portal.ts'

const ISSUER = 'https://staff.example:443'

onEachDatabase(
  'a person is known by issuer and subject, letter by letter, and by their newest name',
  async t => {
    const database = await aDatabase(t)
    const staff = new Staff(database, new TestClock())
    const person = { issuer: ISSUER, subject: 'Abc', name: 'Siân' }
    const id = await staff.record(person, true)
    assert.equal(await staff.record({ ...person, name: '小龍' }, true), id)
    assert.deepEqual([...(await staff.names([id, 'unknown', id]))], [[id, '小龍']])
    for (const other of [{ subject: 'abc' }, { issuer: 'https://staff.example' }])
      assert.notEqual(await staff.record({ ...person, ...other }, true), id)
  },
)

onEachDatabase('two first log-ins at once make one person', async t => {
  const database = await aDatabase(t)
  const staff = new Staff(database, new TestClock())
  const person = { issuer: ISSUER, subject: 'at once', name: 'Somebody' }
  const ids = await Promise.all(Array.from({ length: 5 }, () => staff.record(person, true)))
  assert.equal(new Set(ids).size, 1)
})

onEachDatabase(
  'colleagues are those who lately took a role with the permission at the trust, by name',
  async t => {
    const database = await aDatabase(t)
    const clock = new TestClock()
    const staff = new Staff(database, clock)
    const person = (name: string) => staff.record({ issuer: ISSUER, subject: name, name }, true)
    const zoe = await person('Zoë')
    const left = await person('Left')
    const post = { trustOdsCode: 'RFF', role: 'booking-team' } as const
    await staff.recordPost({ ...post, userId: left })
    clock.pass({ minutes: 24 * 60 * 90 })
    await staff.recordPost({ ...post, userId: zoe })
    const lead = await person('Amal')
    for (const role of ['team-lead', 'booking-team', 'team-lead'] as const)
      await staff.recordPost({ ...post, userId: lead, role })
    await staff.recordPost({ ...post, userId: await person('Auditor'), role: 'auditor' })
    await staff.recordPost({ ...post, userId: await person('Elsewhere'), trustOdsCode: 'RGG' })
    assert.deepEqual(await staff.colleagues('RFF', 'work-requests'), [
      { id: lead, name: 'Amal' },
      { id: zoe, name: 'Zoë' },
    ])
    assert.deepEqual(await staff.colleagues('RFF', 'reassign-requests'), [{ id: lead, name: 'Amal' }])
  },
)

onEachDatabase('two log-ins at once in the same role are one post', async t => {
  const database = await aDatabase(t)
  const staff = new Staff(database, new TestClock())
  const post = { trustOdsCode: 'RFF', userId: 'u', role: 'booking-team' } as const
  await Promise.all(Array.from({ length: 5 }, () => staff.recordPost(post)))
  assert.equal((await database('staff_post')).length, 1)
})

onEachDatabase('only trusts of ours are found', async t => {
  const database = await aDatabase(t)
  const staff = new Staff(database, new TestClock())
  const odsCode = await aTrust(database, { name: 'Ours' })
  assert.deepEqual([...(await staff.trustsAmong([odsCode, 'ZZZ', '']))], [[odsCode, 'Ours']])
  assert.equal((await staff.trustsAmong([])).size, 0)
})
