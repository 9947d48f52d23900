import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { reportQuestionnaire } from '../../../src/features/wayfinder/report-questionnaires.ts'
import { reportQuestionnaireView } from '../../../src/features/wayfinder/wayfinder.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { askedQuestionnaire } from '../questionnaires/asked-questionnaire.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const asked = () => askedQuestionnaire(portal)

async function reported(questionnaireId: string) {
  const rows = await portal.database('reporting_event').orderBy('id')
  return rows
    .map(row => ({ ...row, details: JSON.parse(row.details) }))
    .filter(({ details }) => details.questionnaireId === questionnaireId)
}

function happen(kind: string, id: string, eventId = randomUUID()) {
  const subject = { type: 'questionnaire', id, version: 1 }
  const event = { id: eventId, kind, subject, attempts: 1, leaseId: randomUUID() }
  return reportQuestionnaire(portal)(event, new AbortController().signal)
}

test('each step of a questionnaire is reported with its state, before what happened', async () => {
  const { appointmentId, id, patientId, trustOdsCode } = await asked()
  for (const kind of ['requested', 'started', 'completed', 'revoked'])
    await happen(`questionnaire-${kind}`, id)
  const events = await reported(id)
  assert.deepEqual(
    events.map(({ details, kind }) => [kind, details.status]),
    [
      ['questionnaire', 'requested'],
      ['questionnaire', 'in-progress'],
      ['questionnaire-started', undefined],
      ['questionnaire', 'completed'],
      ['questionnaire-completed', undefined],
      ['questionnaire', 'cancelled'],
      ['questionnaire-revoked', undefined],
    ],
  )
  const [first] = events
  assert.deepEqual(
    [first.patient_id, first.appointment_id, first.trust_ods_code, first.details.type],
    [patientId, appointmentId, trustOdsCode, 'Pre-appointment questionnaire'],
  )
})

test('an event that is delivered twice is reported once, also at the same moment', async () => {
  const { id } = await asked()
  const eventId = randomUUID()
  await Promise.all([1, 2].map(() => happen('questionnaire-completed', id, eventId)))
  await happen('questionnaire-completed', id, eventId)
  assert.equal((await reported(id)).length, 2)
})

test('nothing is reported of a patient whose record is sensitive', async () => {
  const { id, patientId } = await asked()
  await portal.database('patient').where('id', patientId).update({ sensitive: true })
  await happen('questionnaire-requested', id)
  assert.deepEqual(await reported(id), [])
})

test('a view by a link of the NHS App is reported once for each link', async () => {
  const { id, patientId } = await asked()
  const jumpOff = { id: randomUUID(), trackingId: randomUUID() }
  const actor = { kind: 'patient', patientId, sessionId: 'a-session' } as const
  const view = () => reportQuestionnaireView(portal.database, actor as never, id, jumpOff, portal.clock.now())
  await view()
  await view()
  const events = await reported(id)
  assert.deepEqual(
    events.map(({ details, kind, session_id }) => [kind, session_id, details.trackingId]),
    [['questionnaire-viewed', 'a-session', jumpOff.trackingId]],
  )
})
