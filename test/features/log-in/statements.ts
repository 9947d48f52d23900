import { claimOnce } from '../../../src/features/log-in/used-once-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/log-in/used-once-store.ts': { claimOnce: db => claimOnce(db, 'value', now) },
}

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
