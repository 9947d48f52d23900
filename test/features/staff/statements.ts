import * as store from '../../../src/features/staff/staff-store.ts'
import type { Statements } from '../../database/statements.ts'

const at = Temporal.Instant.from('2026-07-01T08:30:00Z')

export const statements: Statements = {
  'src/features/staff/staff-store.ts': {
    recordStaffUser: db => store.recordStaffUser(db, { subjectHash: 'h', name: 'n', at, loggedIn: true }),
    findStaffUsers: db => store.findStaffUsers(db, ['u', 'v']),
    recordPost: db => store.recordPost(db, { trustOdsCode: 'RFF', userId: 'u', role: 'booking-team' }, at),
    listColleagues: db =>
      store.listColleagues(db, { trustOdsCode: 'RFF', roles: ['booking-team', 'team-lead'], since: at }),
    findTrusts: db => store.findTrusts(db, ['RFF']),
  },
}
