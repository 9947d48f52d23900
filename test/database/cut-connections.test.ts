import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { isOutage } from '../../src/database/faults.ts'
import { aDatabaseUrl, connected, onSqlServerOnly } from '../support/databases.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { aMoment } from '../support/time/until.ts'

/** The network between the portal and SQL Server, cut and frozen: pages fail soon, and work again soon after. */

async function throughACable(t: TestContext) {
  const direct = new URL(await aDatabaseUrl(t))
  const ends = new Set<Socket>()
  const cable = createServer(near => {
    const far = connect(Number(direct.port || 1433), direct.hostname)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => other.destroy())
      end.pipe(other)
    }
  })
  cable.listen(0, '127.0.0.1')
  await once(cable, 'listening')
  const { port } = cable.address() as AddressInfo
  const url = Object.assign(new URL(direct), { hostname: '127.0.0.1', port: String(port) })
  const database = openDatabase(String(url))
  t.after(async () => {
    await database.destroy()
    for (const end of ends) end.destroy()
    cable.close()
  })
  await connected(database, 5)
  return { database, ends }
}

const answersSoon = async (database: Database) => {
  const [took] = await timeTaken(async () => {
    for (;;)
      try {
        return await database.raw('select 1 as one')
      } catch (error) {
        assert.ok(isOutage(error), String(error))
      }
  })
  assert.ok(took < 5000, `${took} ms`)
}

onSqlServerOnly(
  'connections that are cut fail what they were at, and the next ones are answered',
  async t => {
    const { database, ends } = await throughACable(t)
    for (const end of ends) end.pause()
    const under = Array.from({ length: 5 }, () => database.raw('select 1'))
    const outcomes = Promise.allSettled(under)
    // What the driver has sent cannot be seen; a statement that was not sent yet fails in the same way.
    await aMoment(300)
    for (const end of ends) end.destroy()
    for (const outcome of await outcomes)
      assert.ok(outcome.status === 'rejected' && isOutage(outcome.reason), outcome.status)
    await answersSoon(database)
  },
)

onSqlServerOnly('idle connections that are cut are not used again', async t => {
  const { database, ends } = await throughACable(t)
  for (const end of ends) end.destroy()
  await answersSoon(database)
})

onSqlServerOnly('a server that says nothing more is given up, and used again when it speaks', async t => {
  const { database, ends } = await throughACable(t)
  for (const end of ends) end.pause()
  const [took] = await timeTaken(() => assert.rejects(database.raw('select 1'), isOutage))
  assert.ok(took < 10_000, `${took} ms`)
  for (const end of ends) end.resume()
  await answersSoon(database)
})
