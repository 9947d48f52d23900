import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { freeText, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { STAFF_HOME, staffDestinationFrom } from '../../../web/session/staff-destination.ts'
import { REASONS } from '../reasons.ts'

/** Characters, so that a full stop is no reason. */
const MIN_LENGTH = 20

const CODES = REASONS.map(({ code }) => code)

const rules = z.strictObject({
  to: z.string().max(500).default(''),
  reason: z.enum(CODES, { error: 'Select why you need to open this record' }),
  explanation: freeText(
    MAX_TEXT_LENGTH,
    length => `The explanation must be ${MAX_TEXT_LENGTH} characters or less. You have written ${length}.`,
  ).refine(text => [...text].length >= MIN_LENGTH, {
    error: `Explain your reason in at least ${MIN_LENGTH} characters`,
  }),
})

interface Shown {
  reasons: typeof REASONS
  chosen: unknown
  explanation: string
  /** The page that was asked for, which is opened then. */
  to: string
  moreTime?: boolean
}

/** It does not say who the patient is: that is what the reason opens. */
const view = viewWithoutPatient<Shown>('sensitive-records/state-reason')

/** Asks why a sensitive record is to be opened. */
export function stateReason({ sensitiveRecords }: Services): StaffPage {
  return {
    permission: 'open-sensitive-records',
    async show(request) {
      const { actor, params, query } = request
      const to = destination(request, query.to)
      if (!(await sensitiveRecords.needsReason(actor, params.patientId))) return redirect(to)
      return view(shown(request, to))
    },
    async submit(request) {
      const { actor, body, params } = request
      const to = destination(request, body?.to)
      if (!(await sensitiveRecords.needsReason(actor, params.patientId))) return redirect(to)
      if (wantsToSave(body)) return view({ ...shown(request, to), moreTime: true })
      const { answers, faults } = readForm(rules, body)
      if (faults) return view(withFaults(faults, shown(request, to)), 400)
      const { explanation, reason } = answers
      await sensitiveRecords.stateReason(actor, String(params.patientId), { reason, explanation })
      return redirect(to)
    },
  }
}

/** The page of the patient, unless the address says another of ours. */
function destination(request: Request, to: unknown): string {
  const asked = staffDestinationFrom(request, to)
  return asked === STAFF_HOME ? `/staff/patients/${request.params.patientId}` : asked
}

function shown({ body }: Request, to: string): Shown {
  return { reasons: REASONS, chosen: body?.reason, explanation: String(body?.explanation ?? ''), to }
}
