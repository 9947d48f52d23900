import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { asCsv } from '../../../shared/csv.ts'
import { london } from '../../../shared/dates.ts'
import { patientFile } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { LetterToPost } from '../letter-post-store.ts'

const file = patientFile<{ trustOdsCode: string; letters: LetterToPost[] }>('letters-to-post.csv', {
  action: 'viewed-letters-to-post',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ letters }) => letters.map(({ patient }) => patient.id),
})

/** A file is made in memory, and each patient in it gets an entry. The page says so. */
const MAX_LETTERS = 2000

/**
 * The list for the hospital's own systems, which know the letter and the patient by the ids in it, and the address. Without
 * the patients whose sensitive record this member of staff has not opened.
 */
export function lettersToPostFile({ lettersByPost, sensitiveRecords }: Services): StaffPage {
  return {
    permission: 'post-letters',
    async show({ actor }) {
      requireStaffPermission(actor, 'post-letters')
      const all = await lettersByPost.list(actor, MAX_LETTERS)
      const closed = await sensitiveRecords.closedAmong(
        actor,
        all.map(({ patient }) => patient.id),
      )
      const letters = all.filter(({ patient }) => !closed.has(patient.id))
      return file({ trustOdsCode: actor.trustOdsCode, letters }, csv(letters))
    },
  }
}

function csv(letters: readonly LetterToPost[]): string {
  const rows = letters.map(({ datedOn, markedAt, patient, readAt, sourceId }) => ({
    Letter: sourceId,
    'NHS number': patient.nhsNumber.replace(/^(...)(...)/, '$1 $2 '),
    'Hospital number': patient.hospitalNumber,
    'Date of letter': datedOn.toString(),
    'To post since': local(markedAt),
    'Opened online': readAt ? local(readAt) : '',
  }))
  return asCsv(rows, { bom: true })
}

function local(instant: Temporal.Instant): string {
  return instant.toZonedDateTimeISO(london).toPlainDateTime().toString({ smallestUnit: 'minute' })
}
