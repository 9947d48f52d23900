import { Readable } from 'node:stream'
import { NOT_SECRET } from '../../../src/config/files.ts'
import type { Transaction } from '../../../src/database/database.ts'
import type { Block } from '../../../src/features/letters/blocks.ts'
import type { NewLetter } from '../../../src/features/letters/letter-store.ts'
import { StoredFiles } from '../../../src/files/stored-files.ts'
import { systemClock } from '../../../src/shared/clock.ts'
import { createLog } from '../../../src/shared/log.ts'
import { aTrust } from '../../support/builders.ts'
import type { TestPortal } from '../../support/portal.ts'
import { aLetter } from './support.ts'

export const LETTERS = '/patient-portal/documents'

export const BLOCKS: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'What we found' },
  { kind: 'paragraph', text: 'Your knee is strong.\nWe are glad.' },
  { kind: 'list', ordered: false, items: ['Walk every day'] },
  {
    kind: 'table',
    caption: 'Measurements',
    head: ['What', 'Result'],
    rows: [['Knee', 'fine']],
    rowHeadings: true,
  },
]

/** Stores a file as the portal of a test reads it, and answers its id. */
export async function aFile(
  { database }: TestPortal,
  content: Buffer,
): Promise<{ id: string; size: number }> {
  const files = new StoredFiles(
    database,
    { keys: [NOT_SECRET], folder: undefined },
    { clock: systemClock, log: createLog('silent') },
  )
  const pieces = Readable.from([content], { objectMode: false })
  return database.transaction((transaction: Transaction) => files.put(transaction, pieces))
}

/** A letter of a new trust with a file of this content, and with `blocks` if there are any. */
export async function aLetterInFull(
  portal: TestPortal,
  patientId: string,
  {
    blocks,
    content = Buffer.from('%PDF-1.7 a letter'),
    trust,
    ...values
  }: Partial<NewLetter> & { blocks?: readonly Block[]; content?: Buffer; trust?: string } = {},
): Promise<{ id: string; address: string }> {
  const { id: fileId, size } = await aFile(portal, content)
  const html = blocks && (await aFile(portal, Buffer.from(JSON.stringify(blocks))))
  const id = await aLetter(portal.database, patientId, trust ?? (await aTrust(portal.database)), {
    importedAt: portal.clock.now(),
    file: { id: fileId, size, pages: 1, format: 'tagged' },
    htmlFileId: html?.id ?? null,
    ...values,
  })
  return { id, address: `/patient-portal/document/${id}` }
}

/** Undefined, Seen or Read, from the row. */
export async function receiptOf({ database }: TestPortal, id: string): Promise<string> {
  const row = await database('letter').where({ id }).first('seen_at', 'read_at')
  if (row.read_at) return 'Read'
  return row.seen_at ? 'Seen' : 'Unread'
}
