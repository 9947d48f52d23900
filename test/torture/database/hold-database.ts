import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../../src/database/database.ts'

/** Another process on the same database, such as a backup: holds the write lock for the given milliseconds. */
process.on('message', async (order: { url: string; milliseconds: number }) => {
  const database = openDatabase(order.url)
  try {
    const held = await database.transaction()
    await wait(order.milliseconds)
    await held.rollback()
  } catch (error) {
    // The portal held the lock for two seconds, so this process could not get it.
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
  }
  await database.destroy()
  process.send?.('released')
})
process.once('disconnect', () => process.exit())
