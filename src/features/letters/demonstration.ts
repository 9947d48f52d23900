import { createHash } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fixedDigits, fixedGuid } from '../../dev/demonstration/ids.ts'
import { AMIRA, DAVID, ELEANOR } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import type { When } from '../../dev/demonstration/when.ts'
import { londonDate } from '../../shared/dates.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'
import type { Block } from './blocks.ts'
import { type DemonstrationLetter, demonstrationLetters } from './demonstration/letter-data.ts'
import { picturePdf, textPdf } from './demonstration/small-pdf.ts'
import { insertLetters } from './letter-store.ts'
import { letterText } from './letter-text.ts'

/** The id never changes, so links to a letter still work after the demonstration is renewed. */
export function letterId(nhsNumber: string, name: string): string {
  return fixedGuid('letter', nhsNumber, name)
}

export const demonstration: FeatureData = {
  async fill(transaction, today, files) {
    // By content: letters that say the same share a file.
    const stored = new Map<string, StoredFile>()
    const store = async (content: Buffer) => {
      const key = content.toString('latin1')
      const known = stored.get(key) ?? (await files.put(transaction, pieces(content)))
      stored.set(key, known)
      return known
    }
    const chosen = { patient_id: patientId(ELEANOR), trust_ods_code: 'ZZ1', by_post: true }
    const at = today.toZonedDateTime('Europe/London').toInstant()
    await transaction('letter_choice').insert({ ...chosen, chosen_at: toColumn(at) })
    for (const each of demonstrationLetters) {
      const pdf = await store(pdfOf(each))
      const html = each.blocks && (await store(Buffer.from(JSON.stringify(each.blocks))))
      await addLetter(transaction, today, each, pdf, html?.id ?? null)
    }
  },

  async remove(transaction, patientIds, files) {
    const theirs = () => transaction('letter').whereIn('patient_id', patientIds)
    const pdfs: string[] = await theirs().distinct().pluck('file_id')
    const html: string[] = await theirs().whereNotNull('html_file_id').distinct().pluck('html_file_id')
    await files.remove(transaction, [...pdfs, ...html])
    await theirs().delete()
    await transaction('letter_choice').whereIn('patient_id', patientIds).delete()
  },

  hospitalEvents: {
    'The hospital takes back a letter of David': async (database, now) => {
      const taken = { withdrawn_at: toColumn(now), version: database.raw('version + 1') }
      await database('letter').where('id', letterId(DAVID, 'scanned')).update(taken)
    },
    'It gets too late for Amira to open her letter': async (database, now) => {
      const at = toColumn(now)
      await database('letter')
        .where('id', letterId(AMIRA, 'heart-check'))
        .update({ post_after: at, to_post_at: at })
    },
  },
}

interface StoredFile {
  id: string
  size: number
  hash: string
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}

function pdfOf({ blocks, format }: DemonstrationLetter): Buffer {
  if (format === 'image') return picturePdf()
  const tagged = format === 'tagged'
  const lines = blocks ? linesOf(blocks) : ['This is an invented letter, for the demonstration.']
  return textPdf('Letter from your hospital', lines, { tagged })
}

function linesOf(blocks: readonly Block[]): string[] {
  return letterText('', blocks).trim().split('\r\n').filter(Boolean)
}

async function addLetter(
  transaction: Transaction,
  today: Temporal.PlainDate,
  each: DemonstrationLetter,
  pdf: StoredFile,
  htmlFileId: string | null,
): Promise<void> {
  const { nhsNumber, name, post } = each
  const id = letterId(nhsNumber, name)
  const column = (when: When | undefined) => (when ? toColumn(when(today)) : null)
  await insertLetters(transaction, [
    {
      id,
      patientId: patientId(nhsNumber),
      trustOdsCode: each.trust ?? 'ZZ1',
      sourceId: `LETTER-${fixedDigits(8, 'letter', nhsNumber, name)}`,
      appointmentId: each.appointment ? appointmentId(nhsNumber, each.appointment) : null,
      kind: each.kind,
      treatmentFunctionCode: each.specialty,
      datedOn: londonDate(each.sent(today)),
      embargoedUntil: each.embargoedUntil?.(today) ?? null,
      importedAt: each.sent(today),
      file: { id: pdf.id, size: pdf.size, pages: each.format === 'image' ? null : 1, format: each.format },
      htmlFileId,
      contentHash: createHash('sha256').update(pdf.hash).digest('hex'),
      post: post ? { after: post.after(today), always: post.always ?? false } : null,
    },
  ])
  await transaction('letter')
    .where({ id })
    .update({
      seen_at: column(each.seen ?? each.read),
      read_at: column(each.read),
      withdrawn_at: column(each.withdrawn),
      superseded_by: each.supersededBy ? letterId(nhsNumber, each.supersededBy) : null,
      to_post_at: column(post?.marked),
      post_ended_at: column(post?.ended?.at),
      post_outcome: post?.ended?.outcome ?? null,
      post_ended_by: post?.ended ? COLLEAGUE : null,
    })
}
