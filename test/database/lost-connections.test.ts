import assert from 'node:assert/strict'
import { ConnectionError, RequestError } from 'tedious'
import { toColumn } from '../../src/database/columns.ts'
import type { Database, Transaction } from '../../src/database/database.ts'
import { isTransient } from '../../src/database/faults.ts'
import { idempotent, StaleVersion } from '../../src/database/idempotent.ts'
import { failAt, lost, type Moment } from '../support/database/lost-connections.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** A change whose connection is lost at any moment is made once and answered, or is not made at all. */

const now = Temporal.Instant.from('2026-07-01T09:00Z')
const asked = { key: ['patient', 'cancel', 'appointment', 1], payload: '', now }

const write = (transaction: Transaction, what: string) =>
  transaction('used_once').insert({ value_hash: what, expires_at: toColumn(now) })

/** Each try writes rows that a second one could not write beside the first. */
const change = async (transaction: Transaction) => {
  await write(transaction, 'one')
  await write(transaction, 'two')
  return 'made'
}

const written = async (database: Database) =>
  (await database('used_once').pluck('value_hash')).toSorted().join(' and ')

/** The key, two rows of the change, and its outcome. */
const moments: Moment[] = ['begin', 1, 2, 3, 4, 'before commit', 'after commit']

for (const moment of moments)
  onEachDatabase(`a connection lost at ${moment} loses no change and doubles none`, async t => {
    const database = await aDatabase(t)
    const fault = failAt(t, database, moment)
    assert.equal(await idempotent(database, asked, change), 'made')
    assert.ok(fault.happened)
    assert.equal(await written(database), 'one and two')
    assert.equal((await database('accepted_change').select()).length, 1)
    assert.equal(await idempotent(database, asked, change), 'made', 'and its form may be sent again')
    assert.equal(await written(database), 'one and two')
  })

const alike: Record<string, Error> = {
  'ended by the server': new RequestError('Connection closed before request completed.', 'ECLOSE'),
  'found dead': new RequestError('Requests can only be made in the LoggedIn state', 'EINVALIDSTATE'),
  reset: Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
  'lost, and so could not roll back': Object.assign(new Error('Can’t rollback transaction'), {
    originalError: lost(),
  }),
}

for (const [how, error] of Object.entries(alike))
  onEachDatabase(`a commit whose answer was ${how} is found to be made`, async t => {
    const database = await aDatabase(t)
    failAt(t, database, 'after commit', error)
    assert.equal(await idempotent(database, asked, change), 'made')
    assert.equal(await written(database), 'one and two')
  })

onEachDatabase('another answer on the same form is refused, though the first one’s was lost', async t => {
  const database = await aDatabase(t)
  failAt(t, database, 'after commit')
  await idempotent(database, asked, change)
  await assert.rejects(idempotent(database, { ...asked, payload: 'another' }, change), StaleVersion)
})

onEachDatabase(
  'a patient whose connection was lost reads so, and finds the change made when they ask again',
  async t => {
    const database = await aDatabase(t)
    failAt(t, database, 'after commit', new ConnectionError('Failed to cancel request in 1000ms', 'ETIMEOUT'))
    await assert.rejects(idempotent(database, asked, change), { code: 'ETIMEOUT' })
    assert.equal(await idempotent(database, asked, change), 'made')
    assert.equal(await written(database), 'one and two')
  },
)

onEachDatabase('a transaction without a key is not repeated by anybody', async t => {
  const database = await aDatabase(t)
  failAt(t, database, 'after commit')
  await assert.rejects(database.transaction(change), isTransient)
  assert.equal(await written(database), 'one and two')
})
