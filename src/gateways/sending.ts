import type { Answer, Unanswered } from './post.ts'

/** What became of a batch. `reason` is a fixed word for the log. */
export type Sending =
  | { outcome: 'accepted'; reason: string }
  /** Never to be sent again as it was. `faulty`: places in the batch that were named as the reason. */
  | { outcome: 'refused'; reason: string; faulty: readonly number[] }
  /** To be kept and sent again. `pause`: milliseconds they asked for. */
  | { outcome: 'later'; reason: string; pause?: number }

/** For whatever is neither "yes" nor "this is wrong". */
export function later({ status, retryAfter }: Answer): Sending {
  return {
    outcome: 'later',
    reason: `status-${status}`,
    ...(retryAfter !== undefined && { pause: retryAfter }),
  }
}

export function unanswered({ reason }: Unanswered): Sending {
  return { outcome: 'later', reason }
}
