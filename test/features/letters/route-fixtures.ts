import { toColumn } from '../../../src/database/columns.ts'
import { aTrust } from '../../support/builders.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, Invariants, Owned, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { someone } from '../appointments/support.ts'
import { aLetterInFull, BLOCKS } from './files.ts'

const TITLE = 'Cardiology: letter after your appointment'

/** How the tests of every route make letters for the `documentId` in an address. */
const ownedLetter: Owned = {
  async notForPatient(portal, patientId) {
    const { patientId: other } = await someone(portal)
    const later = portal.clock.now().add({ hours: 1 })
    const theirs = await aLetterInFull(portal, other, { blocks: BLOCKS })
    const replaced = await aLetterInFull(portal, other)
    const withdrawn = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
    const embargoed = await aLetterInFull(portal, patientId, { embargoedUntil: later })
    const successor = await aLetterInFull(portal, patientId, { embargoedUntil: later })
    const early = await aLetterInFull(portal, patientId)
    const update = (id: string, changes: object) => portal.database('letter').where({ id }).update(changes)
    await update(replaced.id, { superseded_by: theirs.id })
    await update(withdrawn.id, { withdrawn_at: toColumn(portal.clock.now()) })
    await update(early.id, { superseded_by: successor.id })
    return [theirs, replaced, withdrawn, embargoed, successor, early].map(({ id }) => id)
  },

  async fuzzed(portal, { patientId }, text) {
    const trust = await aTrust(portal.database)
    const blocks = [{ kind: 'paragraph', text } as const]
    const { id } = await aLetterInFull(portal, patientId, { trust, blocks })
    return id
  },

  changeMeanwhile: ({ database }, id) => database('letter').where({ id }).increment('version', 1),
}

/** A patient with a letter that they have read, so that reading it again changes nothing. */
async function aPatient(portal: TestPortal): Promise<Example> {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const content = Buffer.from(`%PDF-1.7 ${TITLE}`)
  const { id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS, content })
  const read = toColumn(portal.clock.now())
  await portal.database('letter').where({ id }).update({ seen_at: read, read_at: read })
  return {
    browser,
    patientId,
    params: { documentId: id },
    words: [TITLE],
  }
}

const list: RouteFixture = { group: 'patient', example: aPatient }
const one: RouteFixture = { ...list, owned: { documentId: ownedLetter } }

export const routeFixtures: RouteFixtures = {
  '/documents': list,
  '/document/:documentId': one,
  '/document/:documentId/file': { ...one, kind: 'file' },
  '/document/:documentId/large-print': one,
  '/document/:documentId/plain-text': { ...one, kind: 'file' },
}

export const invariants: Invariants = {
  'a letter that was read and never seen': database =>
    database('letter').whereNotNull('read_at').whereNull('seen_at').select('id'),
}
