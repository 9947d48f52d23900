import * as answers from '../../../src/features/questionnaires/answers-store.ts'
import * as definitions from '../../../src/features/questionnaires/definition-store.ts'
import * as lists from '../../../src/features/questionnaires/questionnaire-list-store.ts'
import * as store from '../../../src/features/questionnaires/questionnaire-store.ts'
import * as responses from '../../../src/features/questionnaires/response-store.ts'
import * as unannounced from '../../../src/features/questionnaires/unannounced-store.ts'
import type { Statements } from '../../database/statements.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const id = '00000000-0000-4000-8000-000000000000'

export const statements: Statements = {
  'src/features/questionnaires/definition-store.ts': {
    addDefinition: db =>
      definitions.addDefinition(db, {
        url: 'https://example.org/q',
        version: '1',
        title: 'Getting ready for your operation',
        type: 'Pre-appointment questionnaire',
        trustOdsCode: null,
        content: '{}',
        contentHash: '0',
        importedAt: now,
      }),
    findPublished: db => definitions.findPublished(db, 'https://example.org/q', '1'),
    findDefinition: db => definitions.findDefinition(db, id),
    findContent: db => definitions.findContent(db, id),
    listDefinitionsOfTrust: db => definitions.listDefinitionsOfTrust(db, 'RFF'),
    retireOtherVersions: db => definitions.retireOtherVersions(db, { id, url: 'https://example.org/q' }, now),
  },
  'src/features/questionnaires/questionnaire-store.ts': {
    addQuestionnaire: db =>
      store.addQuestionnaire(db, {
        id,
        trustOdsCode: 'RFF',
        patientId: 'p',
        definitionId: id,
        appointmentId: null,
        source: 'staff',
        sourceId: 'u',
        askedAt: now,
        availableFrom: now,
        expiresAt: null,
        announcedAt: now,
      }),
    findQuestionnaireOfPatient: db => store.findQuestionnaireOfPatient(db, 'p', id, now),
    listQuestionnairesOfPatient: db => store.listQuestionnairesOfPatient(db, 'p', now),
    findQuestionnaireOfTrust: db => store.findQuestionnaireOfTrust(db, 'RFF', id),
    listQuestionnairesAtTrust: db =>
      store.listQuestionnairesAtTrust(db, { patientId: 'p', trustOdsCode: 'RFF' }),
    saveQuestionnaire: async db => {
      const seen = { id, version: 1 }
      await store.saveQuestionnaire(db, seen, { status: 'in-progress', startedAt: now }, now)
      await store.saveQuestionnaire(db, seen, { status: 'cancelled', revokedAt: now }, now)
      const completed = { status: 'completed', completedAt: now, completedBy: 'patient' } as const
      await store.saveQuestionnaire(db, seen, completed, now)
    },
  },
  'src/features/questionnaires/questionnaire-list-store.ts': {
    listQuestionnaires: async db => {
      const part = { limit: 26, offset: 0, now }
      for (const state of [undefined, 'reviewed', 'to-answer', 'ended'] as const)
        await lists.listQuestionnaires(db, 'RFF', { state }, part)
      await lists.listQuestionnaires(db, 'RFF', { flagged: true }, part)
    },
    countToReview: db => lists.countToReview(db, 'RFF'),
    findQuestionnairePatient: db => lists.findQuestionnairePatient(db, 'p'),
    hasQuestionnaireAt: db => lists.hasQuestionnaireAt(db, 'RFF', 'p'),
  },
  'src/features/questionnaires/unannounced-store.ts': {
    listUnannounced: db => unannounced.listUnannounced(db, now, 100),
    markAnnounced: db => unannounced.markAnnounced(db, { id, version: 1 }, now),
  },
  'src/features/questionnaires/answers-store.ts': {
    findAnswers: db => answers.findAnswers(db, id),
    saveAnswers: async db => {
      await answers.saveAnswers(db, id, { answers: '{}', unsent: null, version: 0 }, now)
      await answers.saveAnswers(db, id, { answers: '{}', unsent: null, version: 1 }, now)
    },
    removeAnswers: db => answers.removeAnswers(db, id),
  },
  'src/features/questionnaires/response-store.ts': {
    addResponse: db =>
      responses.addResponse(db, {
        questionnaireId: id,
        trustOdsCode: 'RFF',
        patientId: 'p',
        content: '{}',
        submittedAt: now,
        flags: [],
        taskId: null,
      }),
    findResponseOfTask: db => responses.findResponseOfTask(db, id),
    findResponse: db => responses.findResponse(db, id),
    markReviewed: db => responses.markReviewed(db, id, 'u', now),
  },
}
