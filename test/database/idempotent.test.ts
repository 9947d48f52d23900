import assert from 'node:assert/strict'
import { toColumn } from '../../src/database/columns.ts'
import type { Database, Transaction } from '../../src/database/database.ts'
import { clearExpired } from '../../src/database/expiry.ts'
import { isDuplicateKey } from '../../src/database/faults.ts'
import { idempotent, StaleVersion } from '../../src/database/idempotent.ts'
import { features } from '../../src/features.ts'
import { retentionOf } from '../../src/jobs.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

const now = Temporal.Instant.from('2026-07-01T09:00Z')
const key = ['patient', 'cancel', 'appointment', 1]

let changes = 0
const change = async (transaction: Transaction) => {
  await transaction('used_once').insert({ value_hash: `change ${++changes}`, expires_at: toColumn(now) })
  return `outcome ${changes}`
}
const made = async (database: Database) => (await database('used_once').select()).length

onEachDatabase('a form sent twice changes once, and is answered alike', async t => {
  const database = await aDatabase(t)
  const first = await idempotent(database, { key, payload: '', now }, change)
  assert.equal(await idempotent(database, { key, payload: '', now }, change), first)
  assert.equal(await made(database), 1)
})

onEachDatabase('a form sent twenty times at once changes once, and is answered alike', async t => {
  const database = await aDatabase(t)
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () => idempotent(database, { key, payload: 'slot', now }, change)),
  )
  assert.equal(new Set(outcomes).size, 1)
  assert.equal(await made(database), 1)
})

onEachDatabase(
  'the same form with another answer is refused, because the first one was accepted',
  async t => {
    const database = await aDatabase(t)
    await idempotent(database, { key, payload: 'slot a', now }, change)
    await assert.rejects(idempotent(database, { key, payload: 'slot b', now }, change), StaleVersion)
    assert.equal(await made(database), 1)
  },
)

onEachDatabase('another patient, appointment, change or version is another form', async t => {
  const database = await aDatabase(t)
  const keys = [key, ['patient', 'cancel', 'appointment', 2], ['another', 'cancel', 'appointment', 1]]
  // Parts that run together differently are not the same key.
  keys.push(['patient', 'cancel', 'appointment1', ''], ['patientcancel', '', 'appointment', 1])
  for (const each of keys) await idempotent(database, { key: each, payload: '', now }, change)
  assert.equal(await made(database), keys.length)
})

onEachDatabase('a change that fails leaves no key, so that it can be asked for again', async t => {
  const database = await aDatabase(t)
  const failing = idempotent(database, { key, payload: '', now }, async transaction => {
    await change(transaction)
    throw new Error('half way')
  })
  await assert.rejects(failing, /half way/)
  assert.equal(await made(database), 0)
  assert.deepEqual(await database('accepted_change').select(), [])
  await idempotent(database, { key, payload: '', now }, change)
  assert.equal(await made(database), 1)
})

onEachDatabase('a row the change itself finds taken is not mistaken for a repeat', async t => {
  const database = await aDatabase(t)
  await database('used_once').insert({ value_hash: 'taken', expires_at: toColumn(now) })
  const clash = idempotent(database, { key, payload: '', now }, async transaction => {
    await transaction('used_once').insert({ value_hash: 'taken', expires_at: toColumn(now) })
    return 'never'
  })
  await assert.rejects(clash, isDuplicateKey)
})

onEachDatabase('a form can be sent again for a day; then its key is cleared away', async t => {
  const database = await aDatabase(t)
  await idempotent(database, { key, payload: '', now }, change)
  await clearExpired(database, now.add({ hours: 23, minutes: 59 }), retentionOf(features))
  assert.equal((await database('accepted_change').select()).length, 1)
  await clearExpired(database, now.add({ hours: 24 }), retentionOf(features))
  assert.equal((await database('accepted_change').select()).length, 0)
})

onEachDatabase('the keys kept say nothing of whom they are about', async t => {
  const database = await aDatabase(t)
  await idempotent(database, { key, payload: 'free text', now }, change)
  const kept = JSON.stringify(await database('accepted_change').select())
  assert.ok(!kept.includes('patient') && !kept.includes('free text'))
})
