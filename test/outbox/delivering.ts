import { appendFileSync } from 'node:fs'
import { openDatabase } from '../../src/database/database.ts'
import { deliverEvents } from '../../src/outbox/deliver-events.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import { aMoment } from '../support/time/until.ts'
import { Random } from '../torture/random.ts'
import { handlersOfAll } from './events.ts'

/** A worker in a process of its own, which writes to a file what it is sending and what it has sent. */
export interface Delivering {
  url: string
  file: string
  /** It is killed as soon as it has sent something, before it can record that. */
  dies: boolean
  /** Of the times that its deliveries take. */
  seed: number
}

process.once('message', async message => {
  const { url, file, dies, seed } = message as Delivering
  const random = new Random(seed)
  const note = (what: string, id: string) => appendFileSync(file, `${what} ${id} ${process.pid}\n`)
  const database = openDatabase(url)
  const log = createLog('silent')
  deliverEvents(
    {
      database,
      clock: systemClock,
      log,
      handlers: handlersOfAll(async ({ id }) => {
        note('begins', id)
        await aMoment(random.between(10, 30))
        note('sent', id)
        if (dies) process.kill(process.pid, 'SIGKILL')
      }),
    },
    { limit: 3, pauseWhenIdle: 10, pauseWhenFailing: 10 },
  )
})
process.once('disconnect', () => process.exit())
process.send?.('ready')
