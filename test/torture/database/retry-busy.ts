import { setTimeout as wait } from 'node:timers/promises'
import { isTransient } from '../../../src/database/faults.ts'

/** Retries while the database is busy. */
export async function retryBusy<Result>(act: () => PromiseLike<Result>): Promise<Result> {
  for (;;)
    try {
      return await act()
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' && !isTransient(error)) throw error
      await wait(10)
    }
}
