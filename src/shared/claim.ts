/** A member of staff is working on something, until the instant in `until`. */
export interface Claim {
  /** The user id. */
  by: string
  at: Temporal.Instant
  until: Temporal.Instant
}

/** How long a claim lasts, unless it is renewed. */
export const CLAIM_LASTS = Temporal.Duration.from({ minutes: 20 })

/** Whether the last claim has not lapsed. */
export function isClaimed({ claim }: { claim: Claim | null }, now: Temporal.Instant): boolean {
  return claim !== null && Temporal.Instant.compare(now, claim.until) < 0
}

/** Whether another member of staff is working on it. */
export function isClaimedByOther(
  claimed: { claim: Claim | null },
  userId: string,
  now: Temporal.Instant,
): boolean {
  return isClaimed(claimed, now) && claimed.claim?.by !== userId
}
