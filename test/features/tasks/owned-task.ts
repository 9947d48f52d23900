import { aPatient, aTrust } from '../../support/builders.ts'
import { newPerson } from '../../support/person.ts'
import type { Owned } from '../../support/routes/fixture.ts'
import { aContactRequest, withdrawn } from '../contact-requests/support.ts'

/** How the tests of every route make tasks for the `taskId` in an address. They belong to a trust. */
export const ownedTask: Owned = {
  async notForPatient(portal) {
    const { database } = portal
    const elsewhere = await aTrust(database)
    const patientId = await aPatient(database, newPerson())
    const open = await aContactRequest(portal, patientId, elsewhere)
    const gone = await aContactRequest(portal, patientId, elsewhere)
    await withdrawn(portal, patientId, gone)
    return [open, gone]
  },

  async fuzzed(portal, { patientId }, text) {
    const id = await aContactRequest(portal, patientId, await aTrust(portal.database))
    await portal.database('contact_request').where('task_id', id).update({ words: text, answer_to: text })
    return id
  },

  changeMeanwhile: ({ database }, id) => database('task').where({ id }).increment('version', 1),
}
