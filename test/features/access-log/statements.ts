import * as store from '../../../src/features/access-log/access-log-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/access-log/access-log-store.ts': {
    listEntries: async db => {
      await store.listEntries(db, 'p', { who: undefined, before: undefined, limit: 26 })
      await store.listEntries(db, 'p', { who: 'you', before: 100, limit: 26 })
    },
    lastLogOut: db => store.lastLogOut(db, 'p', Temporal.Instant.from('2026-07-01T08:30:00Z')),
    listEarlierEntries: async db => {
      await store.listEarlierEntries(db, 'p', { who: undefined, before: undefined, limit: 26 })
      await store.listEarlierEntries(db, 'p', { who: 'you', before: 100, limit: 26 })
    },
  },
}
