import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '../../src/database/database.ts'
import { whenLocked } from '../support/database/sqlite-lock.ts'

/** A second process of the portal, in a thread: reads, then writes what it read and one. */
const database = openDatabase(workerData)
// Its clock stands still, because for how long it waits is not tested here.
performance.now = () => 0
void whenLocked().then(() => parentPort?.postMessage('waits'))
await database.raw('select 1')
parentPort?.once('message', async () => {
  try {
    const read = await database.transaction(async transaction => {
      const { expires_at } = await transaction('used_once').first()
      await transaction('used_once').update({ expires_at: String(Number(expires_at) + 1) })
      return expires_at
    })
    parentPort?.postMessage({ read })
  } catch (error) {
    parentPort?.postMessage({ failed: (error as { code?: string }).code })
  } finally {
    await database.destroy()
  }
})
