import { setTimeout as wait } from 'node:timers/promises'
import { isTransient } from './faults.ts'

const MAX_ATTEMPTS = 3

/**
 * Repeats a transaction when the database rolled it back or the connection was lost: up to three attempts, with a short
 * random delay. The transaction must be idempotent.
 */
export async function retryTransient<Result>(
  attempt: () => Promise<Result>,
  attemptsLeft = MAX_ATTEMPTS,
): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (attemptsLeft <= 1 || !isTransient(error)) throw error
    await wait((MAX_ATTEMPTS - attemptsLeft + 1) * 20 + Math.random() * 50)
    return retryTransient(attempt, attemptsLeft - 1)
  }
}
