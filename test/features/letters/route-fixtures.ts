import { toColumn } from '../../../src/database/columns.ts'
import { aTrust } from '../../support/builders.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import type { TestPortal } from '../../support/portal.ts'
import type { Example, Invariants, Owned, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { someone } from '../appointments/support.ts'
import { aLetterInFull, BLOCKS } from './files.ts'

const CHOOSING = 'ZZCH'
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
  '/documents/by-post': {
    group: 'patient',
    example: aPatientWhoMayChoose,
    form: { fields: () => ({ byPost: 'yes' }), answer: '>by-post', changes: true },
  },
  '/document/:documentId': one,
  '/document/:documentId/file': { ...one, kind: 'file' },
  '/document/:documentId/large-print': one,
  '/document/:documentId/plain-text': { ...one, kind: 'file' },
}

/** At a trust that lets patients choose. */
async function aPatientWhoMayChoose(portal: TestPortal): Promise<Example> {
  const name = 'A choosing NHS Trust'
  const trust = { ods_code: CHOOSING, name, post_letters_after_hours: 72, letters_also_by_post: true }
  if (!(await portal.database('trust').where('ods_code', CHOOSING).first()))
    await aTrust(portal.database, trust)
  const { browser, patientId } = await aLoggedInPatient(portal)
  return { browser, patientId, words: [name] }
}

/** Staff, and a letter of their trust that is to be posted. */
async function aMailRoom(portal: TestPortal): Promise<Example & { letterId: string }> {
  const trust = await aTrust(portal.database)
  const { browser } = await aLoggedInStaffMember(portal, { trust })
  const { patientId } = await someone(portal)
  const { id: letterId } = await aLetterInFull(portal, patientId, { trust })
  const at = toColumn(portal.clock.now())
  await portal.database('letter').where('id', letterId).update({ post_after: at, to_post_at: at })
  const row = await portal.database('letter').where('id', letterId).first('source_id')
  return { browser, letterId, words: [row.source_id] }
}

const mailRoom = { group: 'staff', example: aMailRoom } as const

export const staffRouteFixtures: RouteFixtures<Example & { letterId: string }> = {
  '/letters': {
    ...mailRoom,
    form: {
      fields: ({ letterId }) => ({ letters: letterId, outcome: 'posted' }),
      answer: '>letters',
      changes: true,
    },
  },
  '/letters/file': { ...mailRoom, kind: 'file' },
}

export const invariants: Invariants = {
  'a letter that was read and never seen': database =>
    database('letter').whereNotNull('read_at').whereNull('seen_at').select('id'),
}
