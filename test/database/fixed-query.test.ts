import assert from 'node:assert/strict'
import type { Database } from '../../src/database/database.ts'
import { fixedQuery } from '../../src/database/fixed-query.ts'
import { aTrust } from '../support/builders.ts'
import { plainSql } from '../support/database/dialects.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'

interface Trust {
  ods_code: string
  phone: string
}

/** Trusts by phone number, and how often the query was written. */
function trustsByPhone() {
  const written = { times: 0 }
  const find = fixedQuery<[phone: string, limit: number], Trust[]>((database, phone, limit) => {
    written.times++
    return database('trust')
      .where('phone', phone)
      .whereNot('name', 'another')
      .orderBy('ods_code')
      .select('ods_code', 'phone')
      .limit(limit)
  })
  return { find, written }
}

const codes = (rows: Trust[]) => rows.map(({ ods_code }) => ods_code)

onEachDatabase('a fixed query is written once and finds what each of its values asks for', async t => {
  const database = await aDatabase(t)
  const [one, two, three] = [
    await aTrust(database, { phone: '111' }),
    await aTrust(database, { phone: '222' }),
    await aTrust(database, { phone: '222' }),
  ]
  const { find, written } = trustsByPhone()
  assert.deepEqual(codes(await find(database, '111', 10)), [one])
  assert.deepEqual(codes(await find(database, '222', 10)), [two, three].toSorted())
  assert.equal((await find(database, '222', 1)).length, 1)
  assert.deepEqual(await find(database, '333', 10), [])
  assert.equal(written.times, 1)
})

onEachDatabase('those that are asked at the same moment each get their own answer', async t => {
  const database = await aDatabase(t)
  for (const phone of ['111', '222', '333']) await aTrust(database, { phone })
  const { find } = trustsByPhone()
  const phones = Array.from({ length: 60 }, (_, index) => String(111 * ((index % 3) + 1)))
  const found = await Promise.all(phones.map(phone => find(database, phone, 10)))
  assert.deepEqual(
    found.map(([trust]) => trust?.phone),
    phones,
  )
})

onEachDatabase(
  'in a transaction it sees and changes what the transaction does, and not after it',
  async t => {
    const database = await aDatabase(t)
    const { find, written } = trustsByPhone()
    const setPhone = fixedQuery<[code: string, phone: string], number>((database, code, phone) =>
      database('trust').where('ods_code', code).update({ phone }),
    )
    const trust = await aTrust(database, { phone: '111' })
    await find(database, '111', 10)
    const { promise: ended, resolve: end } = Promise.withResolvers<Database>()
    await assert.rejects(
      database.transaction(async transaction => {
        assert.equal(await setPhone(transaction, trust, '222'), 1)
        assert.deepEqual(codes(await find(transaction, '222', 10)), [trust])
        end(transaction)
        throw new Error('given up')
      }),
      /given up/,
    )
    assert.deepEqual(codes(await find(database, '111', 10)), [trust])
    await assert.rejects(find(await ended, '111', 10), /already complete/)
    assert.equal(written.times, 1)
  },
)

onEachDatabase('it is told to those who listen, and its error is that of the database', async t => {
  const database = await aDatabase(t)
  const { find } = trustsByPhone()
  const heard: string[] = []
  database.on('query', ({ sql, __knexQueryUid: id }) => heard.push(`${id} ${plainSql(sql)}`))
  database.on('query-response', (_rows, { __knexQueryUid: id }) => heard.push(`${id} answered`))
  database.on('query-error', (_error, { __knexQueryUid: id }) => heard.push(`${id} failed`))
  await find(database, '111', 10)
  await find(database, '222', 10)
  const [first = '', answered = '', second = ''] = heard.map(line => line.split(' ')[0])
  assert.deepEqual([first, heard.length], [answered, 4])
  assert.notEqual(first, second)
  assert.match(heard[0] ?? '', /select .*ods_code, phone from trust where phone = \?/)
  const wrong = fixedQuery<[name: string], unknown>((database, name) =>
    database('no_such_table').where('name', name),
  )
  await assert.rejects(wrong(database, 'x'), /no_such_table/)
  assert.match(heard.at(-1) ?? '', /failed$/)
})
