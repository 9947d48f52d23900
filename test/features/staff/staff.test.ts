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
    assert.deepEqual(await staff.find(id), { name: '小龍' })
    for (const other of [{ subject: 'abc' }, { issuer: 'https://staff.example' }])
      assert.notEqual(await staff.record({ ...person, ...other }, true), id)
    assert.equal(await staff.find('unknown'), undefined)
  },
)

onEachDatabase('two first log-ins at once make one person', async t => {
  const database = await aDatabase(t)
  const staff = new Staff(database, new TestClock())
  const person = { issuer: ISSUER, subject: 'at once', name: 'Somebody' }
  const ids = await Promise.all(Array.from({ length: 5 }, () => staff.record(person, true)))
  assert.equal(new Set(ids).size, 1)
})

onEachDatabase('only trusts of ours are found', async t => {
  const database = await aDatabase(t)
  const staff = new Staff(database, new TestClock())
  const odsCode = await aTrust(database, { name: 'Ours' })
  assert.deepEqual([...(await staff.trustsAmong([odsCode, 'ZZZ', '']))], [[odsCode, 'Ours']])
  assert.equal((await staff.trustsAmong([])).size, 0)
})
