import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { periodOf } from '../../../shared/dates.ts'
import { NotFound } from '../../../shared/errors.ts'
import { freeText, oneOf, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinic, Slot } from '../clinic-store.ts'
import type { ClinicDay } from '../clinics.ts'
import { MAX_REASON_LENGTH } from '../closures/closures.ts'
import { checkClosure, checkFields, confirmClosure, type Draft } from './check-closure.ts'
import { dateInAddress } from './date-in-address.ts'

export const reasonField = freeText(
  MAX_REASON_LENGTH,
  length => `The reason must be ${MAX_REASON_LENGTH} characters or less. You have written ${length}.`,
).refine(text => text !== '', 'Enter the reason')

/** Times that one form offers: with those of the list of patients, a form may have 100 fields. */
const ON_A_PAGE = 80

/** A list of checkboxes, or on the last page one hidden field with all of them. */
const slots = z.preprocess(
  sent => (typeof sent === 'string' ? sent.split(',').filter(Boolean) : (sent ?? [])),
  z.array(z.guid()).max(ON_A_PAGE),
)

const rules = z.strictObject({
  what: oneOf(['day', 'slots'], 'Select what you want to close'),
  slots,
  reason: reasonField,
  ...checkFields,
})

/** Of the query: which page of the times. */
const PAGE = /^[1-9]\d?$/

interface Shown {
  clinic: Clinic
  day: ClinicDay
  /** Those that can still be closed: one page of them. */
  open: Slot[]
  page: number
  pages: number
  max: number
  address: string
  /** Of the page itself. */
  action: string
  what: unknown
  ticked: readonly unknown[]
  reason: string
  moreTime: boolean
}

const view = viewWithoutPatient<Shown>('clinics/close-clinic')

/** Closes a clinic on one day, or some of its times: asks which and why, lists the patients, and then closes. */
export function closeClinic(services: Services): StaffPage {
  const { clinics, clock } = services
  return {
    permission: 'change-slots',
    query: { page: PAGE },
    async show(request) {
      return view(await shown(request))
    },
    async submit(request) {
      const { body } = request
      const { answers, faults } = readForm(rules, withoutButton(body))
      const missing = answers?.what === 'slots' && answers.slots.length === 0
      if (faults || missing) {
        if (wantsToSave(body)) return view(await shown(request, true))
        const again = await shown(request)
        const noSlot = again.open.length
          ? { text: 'Select the times that you want to close', href: '#slots' }
          : { text: 'There are no times to select any more', href: '#what' }
        return view(withFaults(faults ?? [noSlot], again), 400)
      }
      const draft = await draftOf(request, answers)
      const { closureId } = answers
      if (wantsToSave(body))
        return closureId
          ? checkClosure(services, request, draft, answers, { moreTime: true })
          : view(await shown(request, true))
      if (!closureId) return checkClosure(services, request, draft)
      return confirmClosure(services, request, draft, { ...answers, closureId })
    },
  }

  async function shown(request: Request, moreTime = false): Promise<Shown> {
    const { actor, body, params } = request
    const date = dateInAddress(params.date)
    const clinic = await clinics.find(actor, params.clinicId)
    const day = await clinics.day(actor, clinic, date)
    const now = clock.now()
    if (Temporal.Instant.compare(periodOf(date).until, now) <= 0) throw new NotFound()
    const open = day.slots.filter(slot => !slot.isBlocked && Temporal.Instant.compare(slot.startsAt, now) > 0)
    const pages = Math.max(1, Math.ceil(open.length / ON_A_PAGE))
    const page = Math.min(pageIn(request), pages)
    const address = `/staff/clinics/${clinic.id}/day/${date}`
    return {
      clinic,
      day,
      open: open.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE),
      page,
      pages,
      max: ON_A_PAGE,
      address,
      action: closeAddress(address, page),
      what: body?.what,
      ticked: [body?.slots].flat(),
      reason: String(body?.reason ?? ''),
      moreTime,
    }
  }

  async function draftOf(request: Request, { what, slots, reason }: z.infer<typeof rules>): Promise<Draft> {
    const { actor, params } = request
    const date = dateInAddress(params.date)
    const { id: clinicId, name } = await clinics.find(actor, params.clinicId)
    return {
      toClose: {
        clinicId,
        clinicianId: null,
        period: periodOf(date),
        slotIds: what === 'slots' ? slots : null,
      },
      name,
      reason,
      address: closeAddress(`/staff/clinics/${clinicId}/day/${date}`, pageIn(request)),
      fields: { what, slots: slots.join(','), reason },
    }
  }
}

function pageIn({ query }: Request): number {
  return PAGE.test(String(query.page)) ? Number(query.page) : 1
}

function closeAddress(day: string, page: number): string {
  return `${day}/close${page > 1 ? `?page=${page}` : ''}`
}

/** The form without "Give me more time", which is no answer. */
export function withoutButton(body: Record<string, unknown> = {}): Record<string, unknown> {
  const { _save, ...answers } = body
  return answers
}
