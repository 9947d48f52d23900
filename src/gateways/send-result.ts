import type { NoResponse, ServiceResponse } from './post.ts'

/** The result of sending a batch. `reason` is a fixed code for the log. */
export type SendResult =
  | { outcome: 'accepted'; reason: string }
  /** The unchanged batch must not be sent again. `faulty`: indexes of the entries that the service rejected. */
  | { outcome: 'refused'; reason: string; faulty: readonly number[] }
  /** The batch must be sent again. `retryAfter`: the minimum delay in milliseconds that the service demands. */
  | { outcome: 'retry'; reason: string; retryAfter?: number }

/** For a response that neither accepts nor refuses the batch. */
export function retryAfterStatus({ status, retryAfter }: ServiceResponse): SendResult {
  return { outcome: 'retry', reason: `status-${status}`, ...(retryAfter !== undefined && { retryAfter }) }
}

export function retryWithoutResponse({ reason }: NoResponse): SendResult {
  return { outcome: 'retry', reason }
}
