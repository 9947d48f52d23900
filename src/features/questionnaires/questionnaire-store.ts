import { isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Questionnaire } from './questionnaire.ts'
import { questionnaire, questionnaires, type Row } from './questionnaire-row.ts'

export type NewQuestionnaire = Pick<
  Questionnaire,
  | 'id'
  | 'trustOdsCode'
  | 'patientId'
  | 'definitionId'
  | 'appointmentId'
  | 'source'
  | 'askedAt'
  | 'availableFrom'
  | 'expiresAt'
> & {
  /** The member of staff, or the rule. */
  sourceId: string
  announcedAt: Temporal.Instant | null
}

export async function addQuestionnaire(transaction: Transaction, added: NewQuestionnaire): Promise<void> {
  await transaction('questionnaire').insert({
    id: added.id,
    trust_ods_code: added.trustOdsCode,
    patient_id: added.patientId,
    definition_id: added.definitionId,
    appointment_id: added.appointmentId,
    source: added.source,
    source_id: added.sourceId,
    asked_at: toColumn(added.askedAt),
    available_from: toColumn(added.availableFrom),
    expires_at: added.expiresAt && toColumn(added.expiresAt),
    announced_at: added.announcedAt && toColumn(added.announcedAt),
  })
}

/** A questionnaire by id and patient together, in any state, once it is available. */
export async function findQuestionnaireOfPatient(
  database: Database,
  patientId: string,
  id: unknown,
  now: Temporal.Instant,
): Promise<Questionnaire | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await questionnaires(database)
    .where({ 'questionnaire.id': id, 'questionnaire.patient_id': patientId })
    .where('questionnaire.available_from', '<=', toColumn(now))
    .first()
  return row && questionnaire(row)
}

/** More than a patient reads through. */
const MAX_OF_PATIENT = 200

/** The questionnaires that a patient may see, asked last first. */
export async function listQuestionnairesOfPatient(
  database: Database,
  patientId: string,
  now: Temporal.Instant,
): Promise<Questionnaire[]> {
  const rows: Row[] = await questionnaires(database)
    .where('questionnaire.patient_id', patientId)
    .where('questionnaire.available_from', '<=', toColumn(now))
    .orderBy([
      { column: 'questionnaire.asked_at', order: 'desc' },
      { column: 'questionnaire.id', order: 'desc' },
    ])
    .limit(MAX_OF_PATIENT)
  return rows.map(questionnaire)
}

/** A questionnaire by id and trust together, in any state. */
export async function findQuestionnaireOfTrust(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<Questionnaire | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await questionnaires(database)
    .where({ 'questionnaire.id': id, 'questionnaire.trust_ods_code': trustOdsCode })
    .first()
  return row && questionnaire(row)
}

/** The questionnaires of a patient at one trust, asked last first, also those that are not available yet. */
export async function listQuestionnairesAtTrust(
  database: Database,
  { patientId, trustOdsCode }: { patientId: string; trustOdsCode: string },
): Promise<Questionnaire[]> {
  const rows: Row[] = await questionnaires(database)
    .where({ 'questionnaire.patient_id': patientId, 'questionnaire.trust_ods_code': trustOdsCode })
    .orderBy([
      { column: 'questionnaire.asked_at', order: 'desc' },
      { column: 'questionnaire.id', order: 'desc' },
    ])
    .limit(MAX_OF_PATIENT)
  return rows.map(questionnaire)
}

/** What a step changes. Each is put into the outbox in the same transaction. */
export type QuestionnaireChange =
  | { status: 'in-progress'; startedAt: Temporal.Instant }
  | { status: 'completed'; completedAt: Temporal.Instant; completedBy: 'patient' | 'proxy' | 'staff' }
  | { status: 'cancelled'; revokedAt: Temporal.Instant }

/** Changes this version of a questionnaire that is still to be answered; false if it has changed since. */
export async function saveQuestionnaire(
  transaction: Transaction,
  { id, version }: Pick<Questionnaire, 'id' | 'version'>,
  change: QuestionnaireChange,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await transaction('questionnaire')
    .where({ id, version })
    .whereIn('status', ['requested', 'in-progress'])
    .update({
      status: change.status,
      version: version + 1,
      announced_at: toColumn(now),
      ...(change.status === 'in-progress' && { started_at: toColumn(change.startedAt) }),
      ...(change.status === 'completed' && {
        completed_at: toColumn(change.completedAt),
        completed_by: change.completedBy,
      }),
      ...(change.status === 'cancelled' && { revoked_at: toColumn(change.revokedAt) }),
    })
  return changed === 1
}
