import * as drafts from '../../../src/features/drafts/draft-store.ts'
import type { Statements } from '../../database/statements.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const key: drafts.DraftKey = {
  personId: 'p',
  patientId: 'p',
  journey: 'cancel',
  subject: { type: 'appointment', id: 'a' },
}

export const statements: Statements = {
  'src/features/drafts/draft-store.ts': {
    saveDraft: db => drafts.saveDraft(db, key, '{}', now),
    findDraft: db => drafts.findDraft(db, key, now),
    listDrafts: db => drafts.listDrafts(db, key, now),
    removeDraft: db => drafts.removeDraft(db, key),
  },
}
