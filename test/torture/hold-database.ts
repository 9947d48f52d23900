import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '../../src/database/database.ts'

/** Another process at the same database, such as a backup: takes the write lock for as long as it is told. */
process.on('message', async (order: { url: string; milliseconds: number }) => {
  const database = openDatabase(order.url)
  try {
    const held = await database.transaction()
    await wait(order.milliseconds)
    await held.rollback()
  } catch (error) {
    // The portal was quicker for two seconds on end: there was nothing to hold.
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error
  }
  await database.destroy()
  process.send?.('let go')
})
process.once('disconnect', () => process.exit())
