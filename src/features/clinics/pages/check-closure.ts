import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { GUID_PATTERN } from '../../../shared/guid.ts'
import { type Disclosure, patientView, type Redirect, redirect, type View } from '../../../web/outcome.ts'
import { type Affected, INTENTIONS, type Intention } from '../closures/closure.ts'
import { AffectedChanged, MAX_AFFECTED, type ToClose } from '../closures/closures.ts'
import type { OfferedSlot } from '../closures/free-slot-store.ts'

/** Patients for each of whom the page asks. For more than these, one answer holds for all. */
const MAX_ASKED = 60

/** Empty when it is as for all patients together. */
const CHOICE = new RegExp(`^(?:${GUID_PATTERN}\\.(?:first|worklist|${GUID_PATTERN}))?$`)

/** The fields of the page that lists the patients: the last of a form that closes something. */
export const checkFields = {
  closureId: z.guid().optional(),
  /** The ids of the appointments on the page. */
  seen: z
    .string()
    .max(MAX_AFFECTED * 40)
    .optional(),
  intended: z.enum(INTENTIONS).optional(),
  /** For each patient, the id of the appointment and what becomes of it. */
  choice: z
    .preprocess(
      sent => (typeof sent === 'string' ? [sent] : sent),
      z.array(z.string().regex(CHOICE)).max(MAX_ASKED),
    )
    .optional(),
}

type Checked = z.infer<z.ZodObject<typeof checkFields>>

/** What the form before has said. `fields`: hidden, so that the next form says it again. */
export interface Draft {
  toClose: ToClose
  /** Of the clinic or the clinician. */
  name: string
  reason: string
  address: string
  fields: Record<string, string>
}

interface Shown extends Draft {
  affected: (Affected & { isNew: boolean; chosen: string; offered: OfferedSlot[] })[]
  hidden: Record<string, string>
  intended: Intention
  isAsked: boolean
  /** Then no patient is listed. */
  tooMany: boolean
  max: number
  /** Other patients are affected than the page before has listed. */
  changed: boolean
  /** How many of those are not affected any more. */
  gone: number
  moreTime: boolean
}

const view = patientView<Shown>('clinics/check-closure', {
  action: 'viewed-patients-affected',
  subject: ({ toClose: { clinicId, clinicianId } }) =>
    clinicId ? { type: 'clinic', id: clinicId } : { type: 'clinician', id: String(clinicianId) },
  patientIds: ({ affected }) => affected.map(({ patientId }) => patientId),
})

/** Lists whom closing this would affect, and asks what becomes of them. */
export async function checkClosure(
  { closures }: Services,
  request: Request,
  draft: Draft,
  checked: Checked = {},
  { changed = false, moreTime = false }: { changed?: boolean; moreTime?: boolean } = {},
): Promise<View<Disclosure>> {
  const { affected, offered, tooMany } = await closures.preview(request.actor, draft.toClose)
  const isListed = checked.seen !== undefined
  const seen = isListed ? idsIn(checked.seen) : affected.map(({ appointmentId }) => appointmentId)
  const chosen = choicesIn(checked.choice)
  const now = new Set(affected.map(({ appointmentId }) => appointmentId))
  return view(
    {
      ...draft,
      affected: affected.map(each => ({
        ...each,
        isNew: !seen.includes(each.appointmentId),
        chosen: chosen.get(each.appointmentId) ?? '',
        offered: offered.get(each.clinicId) ?? [],
      })),
      hidden: {
        ...draft.fields,
        closureId: checked.closureId ?? randomUUID(),
        // More time adds no patient to the list: who has been added since is noticed when it is sent.
        seen: (moreTime ? seen : [...now]).join(','),
      },
      intended: checked.intended ?? 'first',
      isAsked: affected.length <= MAX_ASKED,
      tooMany,
      max: MAX_AFFECTED,
      changed,
      gone: seen.filter(id => !now.has(id)).length,
      moreTime,
    },
    changed ? 409 : 200,
  )
}

/** Closes it and begins with the patients. If others are affected than were listed, lists them again. */
export async function confirmClosure(
  services: Services,
  request: Request,
  draft: Draft,
  checked: Checked & { closureId: string },
): Promise<View<Disclosure> | Redirect> {
  const { choice, closureId: id, intended = 'first', seen } = checked
  try {
    await services.closures.close(request.actor, {
      ...draft.toClose,
      id,
      reason: draft.reason,
      seen: idsIn(seen),
      intended,
      chosen: choicesIn(choice),
    })
  } catch (error) {
    if (!(error instanceof AffectedChanged)) throw error
    return checkClosure(services, request, draft, checked, { changed: true })
  }
  await services.closures.carryOn(request.actor, id)
  return redirect(`/staff/clinics/closures/${id}`)
}

function idsIn(seen = ''): string[] {
  return seen === '' ? [] : seen.split(',')
}

/** Those that say something else than all together. */
function choicesIn(choice: readonly string[] = []): Map<string, string> {
  return new Map(
    choice.flatMap(text => {
      const [id = '', what = ''] = text.split('.')
      return what === '' ? [] : [[id, what] as const]
    }),
  )
}
