import * as arrivals from '../../../src/features/letters/import/arrival-store.ts'
import * as imports from '../../../src/features/letters/import/import-store.ts'
import { LetterRefused } from '../../../src/features/letters/import/refusal.ts'
import * as choice from '../../../src/features/letters/letter-choice-store.ts'
import * as post from '../../../src/features/letters/letter-post-store.ts'
import * as store from '../../../src/features/letters/letter-store.ts'
import { noteReceipt } from '../../../src/features/letters/receipt-store.ts'
import type { Statements } from '../../database/statements.ts'
import { aLetter } from './support.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')

export const statements: Statements = {
  'src/features/letters/letter-store.ts': {
    insertLetters: async db => {
      await store.insertLetters(db, [])
      await aLetter(db, id, 'RFF', { importedAt: now, post: { after: now, always: true } })
    },
    findLetter: db => store.findLetter(db, { id, patientId: id }, now),
    successorOf: db => store.successorOf(db, { id, patientId: id }),
    listLetters: async db => {
      await store.listLetters(db, id, {}, { now, offset: 0, limit: 20 })
      const filter = { trustOdsCode: 'RFF', year: 2026 }
      await store.listLetters(db, id, filter, { now, offset: 20, limit: 20 })
    },
    listUnread: db => store.listUnread(db, id, { now, limit: 20 }),
    listLettersAbout: db => store.listLettersAbout(db, { appointmentId: id, patientId: id }, now),
    countLetters: db => store.countLetters(db, id, now),
  },
  'src/features/letters/letter-post-store.ts': {
    listDue: db => post.listDue(db, now, 100),
    markToPost: db => post.markToPost(db, id, now),
    listToPost: db => post.listToPost(db, 'RFF', 50),
    countToPost: db => post.countToPost(db, 'RFF'),
    endPost: async db => {
      const letter = { id, trustOdsCode: 'RFF' }
      for (const outcome of ['posted', 'not-needed'] as const)
        await post.endPost(db, letter, { by: 's', outcome }, now)
    },
  },
  'src/features/letters/letter-choice-store.ts': {
    listChoices: db => choice.listChoices(db, id),
    saveChoice: db => choice.saveChoice(db, { patientId: id, trustOdsCode: 'RFF' }, true, now),
  },
  'src/features/letters/receipt-store.ts': {
    noteReceipt: async db => {
      await noteReceipt(db, { id, patientId: id }, 'Seen', now)
      await noteReceipt(db, { id, patientId: id }, 'Read', now)
    },
  },
  'src/features/letters/import/arrival-store.ts': {
    listArrivals: db => arrivals.listArrivals(db, 100),
    findArrival: db => arrivals.findArrival(db, id),
    removeArrival: db => arrivals.removeArrival(db, id),
    refuseArrival: db => arrivals.refuseArrival(db, id, new LetterRefused('file-empty'), now),
    countArrivals: db => arrivals.countArrivals(db),
  },
  'src/features/letters/import/import-store.ts': {
    findTrust: db => imports.findTrust(db, 'RFF'),
    findRecipient: db => imports.findRecipient(db, '9990000018', 'RFF'),
    findAppointmentId: db =>
      imports.findAppointmentId(db, { pasId: '1', trustOdsCode: 'RFF', patientId: id }),
    findKnownLetter: db => imports.findKnownLetter(db, { trustOdsCode: 'RFF', sourceId: '1' }),
    isReplacedBy: db =>
      imports.isReplacedBy(db, { supersededBy: id }, '00000000-0000-4000-8000-000000000001'),
    changeLetter: db =>
      imports.changeLetter(
        db,
        { id, version: 1 },
        { appointmentId: id, embargoedUntil: now, post: null, supersededBy: id, withdrawnAt: now },
      ),
  },
}
