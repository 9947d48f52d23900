import * as attempts from '../../../src/features/log-in/attempt-store.ts'
import { claimOnce } from '../../../src/features/log-in/used-once-store.ts'
import type { Statements } from '../../database/statements.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')

const attempt: attempts.LogInAttempt = {
  state: 'state',
  nonce: 'nonce',
  codeVerifier: 'verifier',
  returnTo: '/patient-portal',
  insideNhsApp: false,
  byLink: false,
  triedBefore: false,
  jumpOff: undefined,
  expiresAt: now,
}

export const statements: Statements = {
  'src/features/log-in/used-once-store.ts': { claimOnce: db => claimOnce(db, 'value', now) },
  'src/features/log-in/attempt-store.ts': {
    saveAttempt: db => attempts.saveAttempt(db, attempt, 'secret'),
    findAttempt: db => attempts.findAttempt(db, 'state'),
    claimAttempt: db => attempts.claimAttempt(db, 'state', now),
  },
}
