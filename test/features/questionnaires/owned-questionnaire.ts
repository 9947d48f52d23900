import { aPatient, aTrust } from '../../support/builders.ts'
import { newPerson } from '../../support/person.ts'
import type { Owned } from '../../support/routes/fixture.ts'
import { aQuestionnaire, revokedByPas, sentAnswers } from './support.ts'

/** How the tests of every route make questionnaires for the `questionnaireId` in an address. */
export const ownedQuestionnaire: Owned = {
  async notForPatient(portal, patientId) {
    const { database } = portal
    const elsewhere = await aTrust(database)
    const other = await aPatient(database, newPerson())
    const open = await aQuestionnaire(portal, other, elsewhere)
    const sent = await aQuestionnaire(portal, other, elsewhere)
    await sentAnswers(portal, other, sent)
    const revoked = await aQuestionnaire(portal, other, elsewhere)
    await revokedByPas(portal, revoked)
    // Their own, from tomorrow on.
    const later = await aQuestionnaire(portal, patientId, elsewhere)
    await database('questionnaire').where('id', later).update({ available_from: '2999-01-01T00:00:00.000' })
    return [open, sent, revoked, later]
  },

  async fuzzed(portal, { patientId }, text) {
    const items = [{ linkId: 'q', type: 'text', text }] as const
    const id = await aQuestionnaire(portal, patientId, await aTrust(portal.database), { items })
    const entered = JSON.stringify({ q: { answer1: text } })
    const saved = { answers: '{"values":{},"repetitions":{}}', unsent: entered, version: 1 }
    await portal.database('questionnaire_answers').insert({
      ...{ questionnaire_id: id, ...saved, saved_at: '2026-06-15T08:00:00.000' },
    })
    return id
  },

  changeMeanwhile: ({ database }, id) =>
    database('questionnaire_answers').where('questionnaire_id', id).increment('version', 1),
}
