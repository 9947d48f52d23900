import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RequestError } from 'tedious'
import { isDuplicateKey } from '../../src/database/faults.ts'
import { idempotent } from '../../src/database/idempotent.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

/** As tedious gives them: an error with SQL Server's number. */
const sqlServerError = (number: number) =>
  Object.assign(new Error('a message that no code may rely on'), { number })
const now = Temporal.Instant.from('2026-07-01T09:00:00Z')

for (const number of [1205, 3960, 1222])
  onEachDatabase(
    `a change SQL Server gave up on (${number}) is tried again, whole, and made once`,
    async t => {
      const database = await aDatabase(t)
      let tries = 0
      const outcome = await idempotent(database, { key: ['k'], payload: '', now }, async transaction => {
        await transaction('used_once').insert({ value_hash: 'written each time', expires_at: '2026-07-01' })
        if (++tries < 3) throw sqlServerError(number)
        return 'made'
      })
      assert.deepEqual([outcome, tries], ['made', 3])
      assert.equal((await database('used_once')).length, 1)
      assert.equal((await database('accepted_change')).length, 1)
    },
  )

onEachDatabase('after three tries it is given up, and nothing is left of it', async t => {
  const database = await aDatabase(t)
  let tries = 0
  const change = async () => {
    tries++
    throw sqlServerError(1205)
  }
  await assert.rejects(idempotent(database, { key: ['k'], payload: '', now }, change), { number: 1205 })
  assert.equal(tries, 3)
  assert.deepEqual(await database('accepted_change'), [])
})

onEachDatabase('what was refused, or took too long, is not tried again', async t => {
  const database = await aDatabase(t)
  for (const error of [new Error('refused'), sqlServerError(547), new RequestError('late', 'ETIMEOUT')]) {
    let tries = 0
    const change = async () => {
      tries++
      throw error
    }
    await assert.rejects(idempotent(database, { key: ['k'], payload: '', now }, change), error)
    assert.equal(tries, 1)
  }
})

test('a unique violation is known by its number or code, never by its words', () => {
  for (const number of [2601, 2627]) assert.equal(isDuplicateKey(sqlServerError(number)), true)
  for (const code of ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
    assert.equal(isDuplicateKey(Object.assign(new Error(), { code })), true)
  for (const other of [sqlServerError(547), new Error('UNIQUE constraint failed'), null, 'text'])
    assert.equal(isDuplicateKey(other), false)
})

onEachDatabase('a violation of another unique index inside the change is not taken for a repeat', async t => {
  const database = await aDatabase(t)
  const row = { value_hash: 'twice', expires_at: '2026-07-01' }
  await database('used_once').insert(row)
  await idempotent(database, { key: ['k'], payload: '', now }, async () => 'earlier')
  await assert.rejects(
    idempotent(database, { key: ['other'], payload: '', now }, async transaction => {
      await transaction('used_once').insert(row)
      return 'never'
    }),
    isDuplicateKey,
  )
})
