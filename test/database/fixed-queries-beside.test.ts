import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fixedQuery } from '../../src/database/fixed-query.ts'
import { aTrust } from '../support/builders.ts'
import { whenLocked } from '../support/database/sqlite-lock.ts'
import { aDatabase, aFile, onEachDatabase } from '../support/databases.ts'

/* Fixed queries beside other statements: in the transactions of others, in the order of one's own, and locked out. */

const phoneOf = fixedQuery<[code: string], { phone: string } | undefined>((database, code) =>
  database('trust').where('ods_code', code).first('phone'),
)
const setPhone = fixedQuery<[code: string, phone: string], number>((database, code, phone) =>
  database('trust').where('ods_code', code).update({ phone }),
)

onEachDatabase(
  'what is asked outside a transaction neither sees nor joins what that may take back',
  async t => {
    const database = await aDatabase(t)
    const [one, other] = [await aTrust(database, { phone: '111' }), await aTrust(database, { phone: '111' })]
    await Promise.all([phoneOf(database, one), setPhone(database, other, '111')])
    let outside: Promise<unknown>[] = []
    await assert.rejects(
      database.transaction(async transaction => {
        await setPhone(transaction, one, '222')
        outside = [phoneOf(database, one), setPhone(database, other, '333')]
        await nextTurn()
        await transaction('trust').where('ods_code', one).update({ phone: '444' })
        throw new Error('given up')
      }),
      /given up/,
    )
    assert.deepEqual(await Promise.all(outside), [{ phone: '111' }, 1])
    assert.deepEqual(await phoneOf(database, other), { phone: '333' })
  },
)

onEachDatabase('between other statements of a transaction it keeps its place', async t => {
  const database = await aDatabase(t)
  const trust = await aTrust(database, { phone: '1' })
  const set = (phone: string) => database('trust').where('ods_code', trust).update({ phone })
  await database.transaction(async transaction => {
    for (const phone of ['2', '3', '4', '5']) {
      await set(phone).transacting(transaction)
      assert.deepEqual(await phoneOf(transaction, trust), { phone })
      await setPhone(transaction, trust, `${phone}${phone}`)
      assert.equal((await transaction('trust').where('ods_code', trust).first()).phone, `${phone}${phone}`)
    }
  })
  assert.deepEqual(await phoneOf(database, trust), { phone: '55' })
})

onEachDatabase(
  'what the database refuses is refused once, and the rest of the transaction goes back',
  async t => {
    const database = await aDatabase(t)
    const trust = await aTrust(database, { phone: '111' })
    const other = await aTrust(database, { phone: '222' })
    const rename = fixedQuery<[from: string, to: string], number>((each, from, to) =>
      each('trust').where('ods_code', from).update({ ods_code: to }),
    )
    await assert.rejects(
      database.transaction(async transaction => {
        await setPhone(transaction, trust, '333')
        await rename(transaction, trust, other)
      }),
      /UNIQUE|PRIMARY|duplicate/i,
    )
    assert.deepEqual(
      [await phoneOf(database, trust), await phoneOf(database, other)],
      [{ phone: '111' }, { phone: '222' }],
    )
  },
)

test('while another process holds the lock, a fixed write waits for it', async t => {
  const url = aFile(t)
  const [database, another] = [await aDatabase(t, url), await aDatabase(t, url)]
  const trust = await aTrust(database, { phone: '111' })
  const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const holding = another.transaction(async transaction => {
    await setPhone(transaction, trust, '222')
    isHeld()
    await released
  })
  await held
  const locked = whenLocked()
  const writing = setPhone(database, trust, '333')
  await locked
  release()
  await holding
  assert.equal(await writing, 1)
  assert.deepEqual(await phoneOf(another, trust), { phone: '333' })
})
