import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { ROLE_NAMES } from '../../../shared/permissions.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { oneOf, readForm, requiredText, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { AlreadyReviewed } from '../reason-reviews.ts'
import { reasonInWords } from '../reasons.ts'
import type { StatedReason } from '../stated-reason-store.ts'

const rules = z.strictObject({
  justified: oneOf(['yes', 'no'], 'Select whether there was good reason to open the record'),
  note: requiredText(MAX_TEXT_LENGTH, 'Enter a note on your decision', 'The note'),
})

interface Shown {
  reason: StatedReason
  reasonText: string
  name: string | undefined
  roleName: string
  reviewer: string | undefined
  /** An auditor does not review what they have stated themselves in another role. */
  isOwn: boolean
  chosen: unknown
  note: string
  /** Somebody else has reviewed it meanwhile, and what was typed is shown. */
  tooLate?: boolean
  moreTime?: boolean
}

/** A list of one: an auditor states no reason to see it. */
const view = patientView<Shown>('sensitive-records/review-stated-reason', {
  action: 'viewed-stated-reasons',
  subject: ({ reason }) => ({ type: 'stated-reason', id: reason.id }),
  patientIds: ({ reason }) => [reason.patient.id],
})

/** One reason for which a sensitive record was opened. The auditor says whether it was justified. */
export function reviewStatedReason({ reasonReviews, staff }: Services): StaffPage {
  return {
    permission: 'read-audit',
    show: async request => view(await shown(request)),
    async submit(request) {
      const { actor, body, params } = request
      if (wantsToSave(body)) return view({ ...(await shown(request)), moreTime: true })
      const { answers, faults } = readForm(rules, body)
      if (faults) return view(withFaults(faults, await shown(request)), 400)
      const { justified, note } = answers
      try {
        await reasonReviews.review(actor, params.reasonId, { justified: justified === 'yes', note })
      } catch (error) {
        if (!(error instanceof AlreadyReviewed)) throw error
        return view({ ...(await shown(request)), tooLate: true }, 409)
      }
      return redirect('/staff/audit/stated-reasons')
    },
  }

  async function shown({ actor, body, params }: Request): Promise<Shown> {
    requireStaffPermission(actor, 'read-audit')
    const reason = await reasonReviews.find(actor, params.reasonId)
    const nameOf = await namesOfStaff(staff, [reason.statedBy, reason.review?.by])
    return {
      reason,
      reasonText: reasonInWords(reason.reason).text,
      name: nameOf(reason.statedBy),
      roleName: ROLE_NAMES[reason.role],
      reviewer: nameOf(reason.review?.by),
      isOwn: reason.statedBy === actor.userId,
      chosen: body?.justified,
      note: String(body?.note ?? ''),
    }
  }
}
