import { setTimeout as wait } from 'node:timers/promises'
import { isTransient } from './faults.ts'

const TRIES = 3

/**
 * Runs a transaction again when the database rolled it back or the connection was lost: up to three times, after a short
 * random pause. Only for what may be done twice.
 */
export async function retryTransient<Result>(attempt: () => Promise<Result>, tries = TRIES): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (tries <= 1 || !isTransient(error)) throw error
    await wait((TRIES - tries + 1) * 20 + Math.random() * 50)
    return retryTransient(attempt, tries - 1)
  }
}
