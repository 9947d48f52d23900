import { readFile } from 'node:fs/promises'
import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'
import { insertRows } from '../../database/insert-rows.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { AMIRA, BRIAN } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import { twoWorkingDaysAfter, type When, workingDaysAgo } from '../../dev/demonstration/when.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'
import { type Answers, formatAnswers, NO_ANSWERS } from './answers/answers.ts'
import { toResponse } from './answers/to-response.ts'
import { allAnswered } from './demonstration/answered.ts'
import { everyKind } from './demonstration/every-kind.ts'
import { type Demonstrated, demonstrated } from './demonstration/one-of-each.ts'
import { importDefinition } from './import/import-definition.ts'

const DEFINITION = fixedGuid('questionnaire-definition', everyKind.url)

/** Those that the project ships. */
const OWN = ['registration', 'pre-assessment']

async function readOwn(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`own/${name}.json`, import.meta.url), 'utf8'))
}

export function questionnaireId(nhsNumber: string, name: string): string {
  return fixedGuid('questionnaire', nhsNumber, name)
}

export const demonstration: FeatureData = {
  async fill(transaction, today) {
    await insertRows(transaction, 'questionnaire_definition', [
      {
        id: DEFINITION,
        url: everyKind.url,
        version: everyKind.version,
        title: everyKind.title,
        type: 'Pre-appointment questionnaire',
        content: JSON.stringify(everyKind),
        content_hash: '',
        imported_at: toColumn(workingDaysAgo(30, '09:00')(today)),
      },
    ])
    for (const name of OWN)
      await importDefinition(transaction, await readOwn(name), null, workingDaysAgo(30, '09:00')(today))
    for (const each of demonstrated) await addDemonstrated(transaction, today, each)
  },

  async remove(transaction, patientIds) {
    const theirs = transaction('questionnaire').select('id').whereIn('patient_id', patientIds)
    // They begin with the same versions again.
    await transaction('outbox').where('subject_type', 'questionnaire').whereIn('subject_id', theirs).delete()
    await transaction('questionnaire_answers').whereIn('questionnaire_id', theirs).delete()
    await transaction('questionnaire_response').whereIn('patient_id', patientIds).delete()
    await transaction('questionnaire').whereIn('patient_id', patientIds).delete()
    await transaction('questionnaire_definition').where('id', DEFINITION).delete()
  },

  hospitalEvents: {
    'The hospital takes back what it asked Brian': async (database, now) => {
      await database('questionnaire')
        .where('id', questionnaireId(BRIAN, 'started'))
        .update({ status: 'cancelled', revoked_at: toColumn(now), version: 3 })
    },
    'Amira starts to answer': (database, now) =>
      database('questionnaire')
        .where('id', questionnaireId(AMIRA, 'to-answer'))
        .update({ status: 'in-progress', started_at: toColumn(now), version: 2 }),
    'Brian starts again on another device': async database => {
      await database('questionnaire_answers')
        .where('questionnaire_id', questionnaireId(BRIAN, 'started'))
        .update({ answers: formatAnswers(NO_ANSWERS), version: 13 })
    },
    'Brian answers on another device': async database => {
      await database('questionnaire_answers')
        .where('questionnaire_id', questionnaireId(BRIAN, 'started'))
        .increment('version', 1)
    },
  },
}

async function addDemonstrated(
  transaction: Transaction,
  today: Temporal.PlainDate,
  each: Demonstrated,
): Promise<void> {
  const { appointment, asked, byPhone, name, nhsNumber, revoked, saved, sent, started, trust, until } = each
  const id = questionnaireId(nhsNumber, name)
  const at = (when: When | undefined) => (when ? toColumn(when(today)) : null)
  const completed = sent?.at ?? byPhone
  const status = completed ? 'completed' : revoked ? 'cancelled' : started ? 'in-progress' : 'requested'
  await insertRows(transaction, 'questionnaire', [
    {
      id,
      trust_ods_code: trust,
      patient_id: patientId(nhsNumber),
      definition_id: DEFINITION,
      appointment_id: appointment ? appointmentId(nhsNumber, appointment) : null,
      status,
      version: { requested: 1, 'in-progress': 2, completed: 3, cancelled: 3 }[status],
      source: 'staff',
      source_id: COLLEAGUE,
      asked_at: at(asked),
      available_from: at(asked),
      announced_at: at(asked),
      expires_at: at(until),
      started_at: at(started),
      completed_at: at(completed),
      completed_by: completed ? (sent ? 'patient' : 'staff') : null,
      revoked_at: at(revoked),
    },
  ])
  if (saved) await addAnswers(transaction, id, saved, at(started))
  if (sent) await addSent(transaction, each, sent, today)
}

function addAnswers(transaction: Transaction, id: string, answers: Answers, saved_at: string | null) {
  return insertRows(transaction, 'questionnaire_answers', [
    { questionnaire_id: id, answers: formatAnswers(answers), unsent: null, version: 12, saved_at },
  ])
}

async function addSent(
  transaction: Transaction,
  { name, nhsNumber, trust }: Demonstrated,
  { at, pain, reviewed }: NonNullable<Demonstrated['sent']>,
  today: Temporal.PlainDate,
): Promise<void> {
  const id = questionnaireId(nhsNumber, name)
  const taskId = fixedGuid('flagged-answers', nhsNumber, name)
  const reference = {
    type: 'Patient',
    identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber },
  }
  const sending = { id, subject: reference, author: reference, source: reference, authored: at(today) }
  const advice = everyKind.item.find(({ linkId }) => linkId === 'pain-now')?.text
  await insertRows(transaction, 'questionnaire_response', [
    {
      questionnaire_id: id,
      trust_ods_code: trust,
      patient_id: patientId(nhsNumber),
      content: JSON.stringify(toResponse(everyKind, allAnswered(pain), sending)),
      submitted_at: toColumn(at(today)),
      flagged: pain,
      flags: JSON.stringify(pain ? [{ advice, questions: ['pain'] }] : []),
      task_id: pain ? taskId : null,
      reviewed_at: reviewed ? toColumn(reviewed(today)) : null,
      reviewed_by: reviewed ? COLLEAGUE : null,
    },
  ])
  if (!pain) return
  await insertRows(transaction, 'task', [
    {
      id: taskId,
      trust_ods_code: trust,
      patient_id: patientId(nhsNumber),
      kind: 'flagged-answers',
      status: 'open',
      opened_at: toColumn(at(today)),
      promised_by: toColumn(twoWorkingDaysAfter(at(today))),
      version: 1,
    },
  ])
}
