import * as patients from '../../../src/features/sensitive-records/sensitive-patient-store.ts'
import * as reasons from '../../../src/features/sensitive-records/stated-reason-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const staff = { kind: 'staff', userId: 'u', role: 'team-lead', trustOdsCode: 'RFF' } as const
const given = { patientId: id, reason: 'other', explanation: 'e', statedAt: now, openUntil: now } as const
const after = { at: now, id }

export const statements: Statements = {
  'src/features/sensitive-records/sensitive-patient-store.ts': {
    isSensitive: db => patients.isSensitive(db, id),
    sensitiveAmong: db => patients.sensitiveAmong(db, [id]),
    hasTaskAt: db => patients.hasTaskAt(db, 'RFF', id),
  },
  'src/features/sensitive-records/stated-reason-store.ts': {
    openUntil: db => reasons.openUntil(db, id, staff, now),
    addStatedReason: db => reasons.addStatedReason(db, staff, given),
    listStatedReasons: async db => {
      await reasons.listStatedReasons(db, 'RFF', 'to-review', { limit: 26 })
      await reasons.listStatedReasons(db, 'RFF', 'to-review', { after, limit: 26 })
      await reasons.listStatedReasons(db, 'RFF', 'reviewed', { after, limit: 26 })
    },
    findStatedReason: db => reasons.findStatedReason(db, 'RFF', id),
    countToReview: db => reasons.countToReview(db, 'RFF', now),
    saveReview: db => reasons.saveReview(db, id, { at: now, by: 'u', justified: true, note: 'n' }),
  },
}
