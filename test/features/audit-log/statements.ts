import * as entries from '../../../src/features/audit-log/log-entry-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const after = { at: now, chain: id, place: 3 }
const everything = { who: 'staff', action: 'viewed-patient', staff: id, from: now, until: now } as const
const whose = { trustOdsCode: 'RFF', patientId: id }

export const statements: Statements = {
  'src/features/audit-log/log-entry-store.ts': {
    listLogEntries: async db => {
      await entries.listLogEntries(db, 'RFF', {}, { limit: 51 })
      await entries.listLogEntries(db, 'RFF', everything, { after, limit: 51 })
      await entries.listLogEntries(db, 'RFF', { who: 'patients' }, { limit: 51 })
    },
    listPatientLogEntries: async db => {
      await entries.listPatientLogEntries(db, whose, {}, { limit: 51 })
      await entries.listPatientLogEntries(db, whose, everything, { after, limit: 51 })
    },
  },
}
