import { eventsOfTrust, isTrust } from '../../../src/features/monthly-report/counted-event-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/monthly-report/counted-event-store.ts': {
    eventsOfTrust: db => Array.fromAsync(eventsOfTrust(db, 'RFF', { from: now, until: now })),
    isTrust: db => isTrust(db, 'RFF'),
  },
}

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
