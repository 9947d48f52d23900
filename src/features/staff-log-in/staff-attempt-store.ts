import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { PendingLogIn } from '../../gateways/staff-login/staff-login.ts'

/** A log-in of staff that a browser has started, in a table of its own: no attempt of a patient can finish it. */
export interface StaffAttempt extends PendingLogIn {
  /** The page that the tab is going to. */
  returnTo: string
  expiresAt: Temporal.Instant
}

export type FoundStaffAttempt = StaffAttempt & { secretHash: string; used: boolean }

/** Kept for a day after it expires, so that a late callback still leads to the page that the tab was going to. */
export const staffAttemptRetention: Retention = {
  table: 'staff_log_in_attempt',
  key: 'state_hash',
  since: 'expires_at',
  keepFor: Temporal.Duration.from({ hours: 24 }),
}

/** `secret`: the value of the cookie of this attempt. Only its hash is stored. */
export async function saveStaffAttempt(
  database: Database,
  attempt: StaffAttempt,
  secret: string,
): Promise<void> {
  await database('staff_log_in_attempt').insert({
    state_hash: hash('sha256', attempt.state),
    secret_hash: hash('sha256', secret),
    nonce: attempt.nonce,
    code_verifier: attempt.codeVerifier,
    return_to: attempt.returnTo,
    expires_at: toColumn(attempt.expiresAt),
    used_at: null,
  })
}

export async function findStaffAttempt(
  database: Database,
  state: string,
): Promise<FoundStaffAttempt | undefined> {
  const row = await database('staff_log_in_attempt').where('state_hash', hash('sha256', state)).first()
  return (
    row && {
      state,
      nonce: row.nonce,
      codeVerifier: row.code_verifier,
      returnTo: row.return_to,
      expiresAt: fromColumn(row.expires_at),
      secretHash: row.secret_hash,
      used: row.used_at !== null,
    }
  )
}

/** True for the first request, false for any other, however close together they are. Removes what can be used once. */
export async function claimStaffAttempt(
  database: Database,
  state: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const claimed = await database('staff_log_in_attempt')
    .where('state_hash', hash('sha256', state))
    .whereNull('used_at')
    .update({ used_at: toColumn(now), nonce: '', code_verifier: '' })
  return claimed > 0
}
