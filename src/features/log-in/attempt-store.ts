import { hash } from 'node:crypto'
import { fromColumn, toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Retention } from '../../database/expiry.ts'
import type { PendingLogIn } from '../../gateways/nhs-login/nhs-login.ts'
import type { JumpOff } from './deep-links/jump-off.ts'

/** A log-in that a browser has started, with everything that belongs to it. */
export interface LogInAttempt extends PendingLogIn {
  /** The page that the tab is going to. */
  returnTo: string
  insideNhsApp: boolean
  /** Started by a link of the NHS App with an asserted identity, not by the patient in the portal. */
  byLink: boolean
  /** The patient pressed "Try again" after a log-in that failed. */
  triedBefore: boolean
  jumpOff: JumpOff | undefined
  expiresAt: Temporal.Instant
}

/** How long a patient may take at NHS login. */
export const LOG_IN_TIMEOUT = Temporal.Duration.from({ minutes: 60 })

export type FoundAttempt = LogInAttempt & { startedAt: Temporal.Instant; secretHash: string; used: boolean }

/** Kept for a day after it expires, so that a late callback still leads to the page that the tab was going to. */
export const attemptRetention: Retention = {
  table: 'log_in_attempt',
  key: 'state_hash',
  since: 'expires_at',
  keepFor: Temporal.Duration.from({ hours: 24 }),
}

/** `secret`: the value of the cookie of this attempt. Only its hash is stored. */
export async function saveAttempt(database: Database, attempt: LogInAttempt, secret: string): Promise<void> {
  await database('log_in_attempt').insert({
    state_hash: hash('sha256', attempt.state),
    secret_hash: hash('sha256', secret),
    nonce: attempt.nonce,
    code_verifier: attempt.codeVerifier,
    return_to: attempt.returnTo,
    inside_nhs_app: attempt.insideNhsApp,
    by_link: attempt.byLink,
    tried_before: attempt.triedBefore,
    jump_off: attempt.jumpOff ? JSON.stringify(attempt.jumpOff) : null,
    expires_at: toColumn(attempt.expiresAt),
    used_at: null,
  })
}

export async function findAttempt(database: Database, state: string): Promise<FoundAttempt | undefined> {
  const row = await database('log_in_attempt').where('state_hash', hash('sha256', state)).first()
  return (
    row && {
      state,
      nonce: row.nonce,
      codeVerifier: row.code_verifier,
      returnTo: row.return_to,
      insideNhsApp: Boolean(row.inside_nhs_app),
      byLink: Boolean(row.by_link),
      triedBefore: Boolean(row.tried_before),
      jumpOff: row.jump_off ? JSON.parse(row.jump_off) : undefined,
      startedAt: fromColumn(row.expires_at).subtract(LOG_IN_TIMEOUT),
      expiresAt: fromColumn(row.expires_at),
      secretHash: row.secret_hash,
      used: row.used_at !== null,
    }
  )
}

/** True for the first request, false for any other, however close together they are. Removes what can be used once. */
export async function claimAttempt(
  database: Database,
  state: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const claimed = await database('log_in_attempt')
    .where('state_hash', hash('sha256', state))
    .whereNull('used_at')
    .update({ used_at: toColumn(now), nonce: '', code_verifier: '' })
  return claimed > 0
}
