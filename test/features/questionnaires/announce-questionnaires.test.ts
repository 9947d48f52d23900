import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { TestContext } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { announceQuestionnaires } from '../../../src/features/questionnaires/announce-questionnaires.ts'
import { createLog } from '../../../src/shared/log.ts'
import { aPatient, aTrust, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { aDefinition, revokedByPas } from './support.ts'

const NOW = Temporal.Instant.from('2026-07-01T09:00:00Z')

/** A questionnaire that the PAS has put into the table, and what the job then does. */
async function aRowOfThePas(t: TestContext, from = NOW) {
  const database = await aDatabase(t)
  const at = { now: NOW }
  const clock = { now: () => at.now }
  const patientId = await aPatient(database, testPerson(1))
  const trust_ods_code = await aTrust(database)
  const id = randomUUID()
  const definition_id = await aDefinition({ database, clock })
  const times = { asked_at: toColumn(NOW), available_from: toColumn(from) }
  await database('questionnaire').insert({
    id,
    patient_id: patientId,
    trust_ods_code,
    definition_id,
    ...times,
  })
  const run = announceQuestionnaires.prepare({ database, clock, log: createLog('silent') } as never)
  return {
    ...{ id, database, at, clock },
    run: () => run?.(new AbortController().signal),
    events: () => database('outbox').where('subject_id', id).orderBy('subject_version').pluck('kind'),
    entries: () => database('audit_log').where({ patient_id: patientId, actor: 'portal' }).pluck('action'),
  }
}

onEachDatabase('what the PAS makes available is announced once', async t => {
  const { entries, events, run } = await aRowOfThePas(t)
  assert.equal(await run(), 'done')
  assert.equal(await run(), 'done')
  assert.deepEqual(await events(), ['questionnaire-requested'])
  assert.deepEqual(await entries(), ['requested-questionnaire'])
})

onEachDatabase('and what it takes back', async t => {
  const { clock, database, entries, events, id, run } = await aRowOfThePas(t)
  await run()
  await revokedByPas({ database, clock }, id)
  await run()
  assert.deepEqual(await events(), ['questionnaire-requested', 'questionnaire-revoked'])
  assert.deepEqual(await entries(), ['requested-questionnaire', 'revoked-questionnaire'])
})

onEachDatabase('what is available later is announced then', async t => {
  const { at, events, run } = await aRowOfThePas(t, NOW.add({ hours: 1 }))
  await run()
  assert.deepEqual(await events(), [])
  at.now = NOW.add({ hours: 1 })
  await run()
  assert.deepEqual(await events(), ['questionnaire-requested'])
})
