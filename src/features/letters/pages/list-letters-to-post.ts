import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { LetterToPost } from '../letter-post-store.ts'

interface Shown {
  trustOdsCode: string
  letters: LetterToPost[]
  /** Their ids. */
  all: string
  total: number
}

const view = patientView<Shown>('letters/list-letters-to-post', {
  action: 'viewed-letters-to-post',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ letters }) => letters.map(({ patient }) => patient.id),
})

/** Those after them are shown when these have been posted. */
const MAX_SHOWN = 50

/** Of one letter, or of all that the page showed. */
const rules = z.strictObject({
  letters: z
    .string()
    .transform(ids => ids.split(' '))
    .pipe(z.array(z.guid()).max(MAX_SHOWN)),
  outcome: z.enum(['posted', 'not-needed']),
})

/** For the mail room: the letters to be posted, the longest waiting first. */
export function listLettersToPost({ lettersByPost }: Services): StaffPage {
  return {
    permission: 'post-letters',
    async show({ actor }: Request) {
      requireStaffPermission(actor, 'post-letters')
      const letters = await lettersByPost.list(actor, MAX_SHOWN)
      return view({
        trustOdsCode: actor.trustOdsCode,
        letters,
        all: letters.map(({ id }) => id).join(' '),
        total: await lettersByPost.count(actor),
      })
    },
    async submit({ actor, body }) {
      const { letters, outcome } = readOwnForm(rules, body)
      await lettersByPost.end(actor, letters, outcome)
      return redirect('/staff/letters')
    },
  }
}
