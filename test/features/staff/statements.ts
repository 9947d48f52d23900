import * as store from '../../../src/features/staff/staff-store.ts'
import type { Statements } from '../../database/statements.ts'

const at = Temporal.Instant.from('2026-07-01T08:30:00Z')

export const statements: Statements = {
  'src/features/staff/staff-store.ts': {
    recordStaffUser: db => store.recordStaffUser(db, { subjectHash: 'h', name: 'n', at, loggedIn: true }),
    findStaffUser: db => store.findStaffUser(db, 'u'),
    findTrusts: db => store.findTrusts(db, ['RFF']),
  },
}
