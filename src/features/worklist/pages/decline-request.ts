import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { requiredText } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep, notDone } from './not-done.ts'
import { openedRequest, openRequest, seenFields, seenOf } from './opened-request.ts'
import { readTyped, type TextShown } from './typed-text.ts'

/** `next`: what was chosen under the preview. */
const rules = z.strictObject({
  ...seenFields,
  reply: requiredText(MAX_TEXT_LENGTH, 'Enter what to tell the patient', 'What you tell the patient'),
  next: z.enum(['decline', 'change']).optional(),
})

const form = patientView<TextShown<'reply'>>('worklist/decline-request', openedRequest)
const preview = patientView<TextShown<'reply'>>('worklist/check-decline', openedRequest)

/** Asks for the words that the patient reads, shows them as the patient will see them, and then declines the request. */
export function declineRequest(services: Services): StaffPage {
  return {
    permission: 'work-requests',
    query: requestQuery,
    show: async request => form({ ...(await openRequest(services, request)), reply: '' }),
    async submit(request) {
      const { again, answers } = await readTyped(services, request, 'reply', rules, form)
      if (again) return again
      const { next, reply, ...hidden } = answers
      const seen = seenOf(request, hidden)
      if (next === 'decline')
        return makeStep(
          services,
          request,
          () => services.requestWork.decline(request.actor, seen, reply),
          reply,
        )
      const opened = await openRequest(services, request)
      if (opened.request.status !== 'open') return notDone(opened, 'changed', reply)
      // The versions with which the form was opened, so that a change since then is noticed at the end.
      const shown = { ...opened, hidden, reply }
      return next === 'change' ? form(shown) : preview(shown)
    },
  }
}
