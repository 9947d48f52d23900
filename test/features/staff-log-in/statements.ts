import * as attempts from '../../../src/features/staff-log-in/staff-attempt-store.ts'
import type { Statements } from '../../database/statements.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')

const attempt: attempts.StaffAttempt = {
  state: 'state',
  nonce: 'nonce',
  codeVerifier: 'verifier',
  returnTo: '/staff',
  expiresAt: now,
}

export const statements: Statements = {
  'src/features/staff-log-in/staff-attempt-store.ts': {
    saveStaffAttempt: db => attempts.saveStaffAttempt(db, attempt, 'secret'),
    findStaffAttempt: db => attempts.findStaffAttempt(db, 'state'),
    claimStaffAttempt: db => attempts.claimStaffAttempt(db, 'state', now),
  },
}
