import { setImmediate as otherRequests } from 'node:timers/promises'
import { type Database, isSqlServer, type Transaction } from './database.ts'

type Write = (transaction: Transaction) => Promise<void>

interface Waiting {
  write: Write
  done(): void
  failed(error: unknown): void
}

/** Writes that one transaction makes at most, so that other processes need not wait long for the lock. */
const MAX_TOGETHER = 100

/** The writes of each database that wait for the next transaction, while there is one to come. */
const waitingFor = new WeakMap<object, Waiting[]>()

/**
 * Makes a short write in a transaction that it may share with others. Resolves when it is on the disk. On SQLite each
 * commit waits for the disk, so writes that wait at the same moment are committed together, in their order. When one of
 * them fails, each is repeated alone, so they must be independent. SQL Server shares the wait for the disk by itself.
 */
export function inSharedTransaction(database: Database, write: Write): Promise<void> {
  if (isSqlServer(database)) return database.transaction(write)
  const { promise, resolve: done, reject: failed } = Promise.withResolvers<void>()
  const waiting = waitingFor.get(database.client)
  if (waiting) waiting.push({ write, done, failed })
  else {
    const first = [{ write, done, failed }]
    waitingFor.set(database.client, first)
    void commitUntilNoneWaits(database, first)
  }
  return promise
}

async function commitUntilNoneWaits(database: Database, waiting: Waiting[]): Promise<void> {
  while (waiting.length > 0) {
    // The requests that have arrived meanwhile get as far as their own write.
    await otherRequests()
    await commitTogether(database, waiting)
  }
  waitingFor.delete(database.client)
}

async function commitTogether(database: Database, waiting: Waiting[]): Promise<void> {
  let together: Waiting[] = []
  try {
    await database.transaction(async transaction => {
      together = waiting.splice(0, MAX_TOGETHER)
      for (const { write } of together) await write(transaction)
    })
    for (const { done } of together) done()
  } catch (error) {
    // None could begin, for example because another process holds the lock.
    if (together.length === 0) for (const { failed } of waiting.splice(0)) failed(error)
    else if (together.length === 1) together[0]?.failed(error)
    else for (const { write, done, failed } of together) await database.transaction(write).then(done, failed)
  }
}
