import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Contacts } from '../../../src/features/help/contacts.ts'
import { createLog } from '../../../src/shared/log.ts'
import { aDatabase } from '../../database/support.ts'
import { aTrust } from '../../support/builders.ts'

const silent = createLog('silent')

test('a new phone number is read within a minute, and kept when the database is down', async t => {
  // Registered first, so that the real timers are back before the database is closed.
  t.after(() => t.mock.timers.reset())
  const database = await aDatabase(t)
  const id = await aTrust(database, { name: 'Castlemere', phone: '01632 960 100', email: 'us@example.org' })
  const contacts = new Contacts(database, silent)
  assert.deepEqual(contacts.hospitals(), [])

  t.mock.timers.enable({ apis: ['setInterval'] })
  const stop = await contacts.keepFresh()
  const others = { email: 'us@example.org', smsNumber: null, postalAddress: null }
  assert.deepEqual(contacts.hospitals(), [{ name: 'Castlemere', phone: '01632 960 100', ...others }])

  await database('trust').where('ods_code', id).update('phone', '01632 960 999')
  const refreshed = new Promise(resolve => database.once('query-response', resolve))
  t.mock.timers.tick(60_000)
  await refreshed
  await new Promise(setImmediate)
  assert.equal(contacts.hospitals()[0]?.phone, '01632 960 999')

  const acquire = t.mock.method(database.client, 'acquireConnection', () => Promise.reject(new Error('gone')))
  t.mock.timers.tick(60_000)
  await new Promise(setImmediate)
  assert.equal(acquire.mock.callCount(), 1)
  assert.equal(contacts.hospitals()[0]?.phone, '01632 960 999')

  stop()
  t.mock.timers.tick(600_000)
  assert.equal(acquire.mock.callCount(), 1)
})

test('a portal that starts while the database is down runs without phone numbers', async t => {
  const database = await aDatabase(t)
  t.mock.method(database.client, 'acquireConnection', () => Promise.reject(new Error('gone')))
  const contacts = new Contacts(database, silent)
  const stop = await contacts.keepFresh()
  stop()
  assert.deepEqual(contacts.hospitals(), [])
})
