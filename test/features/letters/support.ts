import { randomUUID } from 'node:crypto'
import type { Database, Transaction } from '../../../src/database/database.ts'
import { insertLetters, type NewLetter } from '../../../src/features/letters/letter-store.ts'

/** Adds a letter with these values and answers its id. */
export async function aLetter(
  database: Database,
  patientId: string,
  trustOdsCode: string,
  values: Partial<NewLetter> & { importedAt: Temporal.Instant },
): Promise<string> {
  const id = randomUUID()
  const letter: NewLetter = {
    id,
    patientId,
    trustOdsCode,
    sourceId: id,
    appointmentId: null,
    kind: 'outcome',
    treatmentFunctionCode: '320',
    datedOn: Temporal.PlainDate.from('2026-06-30'),
    embargoedUntil: null,
    file: { id: randomUUID(), size: 54_321, pages: 2, format: 'tagged' },
    htmlFileId: null,
    contentHash: 'a'.repeat(64),
    post: null,
    ...values,
  }
  await insertLetters(database as Transaction, [letter])
  return letter.id
}
