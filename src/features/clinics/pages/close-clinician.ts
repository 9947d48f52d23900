import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { londonDate, periodOf } from '../../../shared/dates.ts'
import { readTypedDate } from '../../../shared/read-date.ts'
import { readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinician } from '../clinician-store.ts'
import { checkClosure, checkFields, confirmClosure, type Draft } from './check-closure.ts'
import { reasonField, withoutButton } from './close-clinic.ts'

/** Longer absences are closed in parts, so that a list of patients can be read. */
const MAX_DAYS = 92

const typedDate = (missing: string) =>
  z
    .string({ error: missing })
    .max(20, missing)
    .refine(text => readTypedDate(text) !== undefined, missing)

const rules = z.strictObject({
  first: typedDate('Enter the first day, such as 27/3/2027'),
  last: typedDate('Enter the last day, such as 28/3/2027'),
  reason: reasonField,
  ...checkFields,
})

interface Shown {
  clinician: Clinician
  address: string
  entered: Record<string, unknown>
  moreTime: boolean
}

const view = viewWithoutPatient<Shown>('clinics/close-clinician')

/** The days on which a clinician sees no patients, in any clinic of the trust. */
export function closeClinician(services: Services): StaffPage {
  const { clinics, clock } = services
  return {
    permission: 'change-slots',
    show: async request => view(await shown(request)),
    async submit(request) {
      const { body } = request
      const read = readForm(rules, withoutButton(body))
      const first = readTypedDate(read.answers?.first)
      const last = readTypedDate(read.answers?.last)
      const fault = first && last ? faultOf(first, last) : undefined
      if (!read.answers || !first || !last || fault) {
        if (wantsToSave(body)) return view(await shown(request, true))
        const faults = read.faults ?? [{ text: String(fault), href: '#last' }]
        return view(withFaults(faults, await shown(request)), 400)
      }
      const { closureId, reason } = read.answers
      const { clinician, address } = await shown(request)
      const toClose = {
        clinicId: null,
        clinicianId: clinician.id,
        period: periodOf(first, last),
        slotIds: null,
      }
      const fields = { first: read.answers.first, last: read.answers.last, reason }
      const draft: Draft = { toClose, name: clinician.name, reason, address, fields }
      if (wantsToSave(body))
        return closureId
          ? checkClosure(services, request, draft, read.answers, { moreTime: true })
          : view(await shown(request, true))
      if (!closureId) return checkClosure(services, request, draft)
      return confirmClosure(services, request, draft, { ...read.answers, closureId })
    },
  }

  async function shown({ actor, body, params }: Request, moreTime = false): Promise<Shown> {
    const clinician = await clinics.findClinician(actor, params.clinicianId)
    const address = `/staff/clinics/clinicians/${clinician.id}/close`
    return { clinician, address, entered: body ?? {}, moreTime }
  }

  /** Of the last day. */
  function faultOf(first: Temporal.PlainDate, last: Temporal.PlainDate): string | undefined {
    if (Temporal.PlainDate.compare(last, first) < 0) return 'The last day must be the first day or later'
    if (Temporal.PlainDate.compare(last, londonDate(clock.now())) < 0)
      return 'The last day must be today or later'
    if (first.until(last).days >= MAX_DAYS)
      return `The last day must be less than ${MAX_DAYS} days after the first`
    return undefined
  }
}
