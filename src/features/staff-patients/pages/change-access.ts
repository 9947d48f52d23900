import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { freeText, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { makeChange } from './not-changed.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

const MAX_REASON_LENGTH = 500

const rules = z.strictObject({
  version: z.coerce.number().int().positive(),
  decision: z.enum(['barred', 'let-in']),
  reason: freeText(
    MAX_REASON_LENGTH,
    length => `The reason must be ${MAX_REASON_LENGTH} characters or less. You have written ${length}.`,
  ).refine(text => text !== '', 'Enter the reason'),
})

type Shown = OpenedPatient & { decision: string; reason: string; moreTime?: boolean }

const view = patientView<Shown>('staff-patients/change-access', openedPatient)

/** Takes a patient out of the portal, or lets them in again, with the reason. */
export function changeAccess(services: Services): StaffPage {
  return {
    permission: 'bar-patients',
    async show(request) {
      const opened = await openPatient(services, request)
      if (opened.barredBy && opened.barredBy !== 'this-trust') return redirect(opened.address)
      return view({
        ...opened,
        decision: opened.patient.access === 'barred' ? 'let-in' : 'barred',
        reason: '',
      })
    },
    async submit(request) {
      if (wantsToSave(request.body)) return view({ ...(await asEntered(request)), moreTime: true })
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, await asEntered(request)), 400)
      const { decision, reason, version } = answers
      const seen = { patientId: String(request.params.patientId), version }
      return makeChange(
        services,
        request,
        () => services.portalAccess.decide(request.actor, seen, decision, reason),
        reason,
      )
    },
  }

  async function asEntered(request: Request): Promise<Shown> {
    const { decision, reason } = Object(request.body)
    return {
      ...(await openPatient(services, request)),
      decision: String(decision),
      reason: String(reason ?? ''),
    }
  }
}
