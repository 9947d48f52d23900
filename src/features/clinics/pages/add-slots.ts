import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readTypedDate } from '../../../shared/read-date.ts'
import { oneOf, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinic } from '../clinic-store.ts'
import { CannotAdd, type Plan } from '../slots/new-slots.ts'
import { MAX_PLANNED, type Pattern } from '../slots/planned.ts'
import { withoutButton } from './close-clinic.ts'

const MEDIA = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION'] as const

const typed = (missing: string, isRight: (text: string) => boolean) =>
  z.string({ error: missing }).max(20, missing).refine(isRight, missing)
const date = (missing: string) => typed(missing, text => readTypedDate(text) !== undefined)
const time = (missing: string) => typed(missing, text => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text.trim()))
const number = (missing: string, least: number, most: number) =>
  z.coerce.number({ error: missing }).int(missing).min(least, missing).max(most, missing)

/** A list of checkboxes, or on the last page one hidden field with all of them. */
const days = z
  .preprocess(
    sent => (sent === undefined ? [] : daysIn(sent)),
    z.array(z.enum(['1', '2', '3', '4', '5', '6', '7'])),
  )
  .refine(list => list.length > 0, 'Select the days of the week')

const rules = z.strictObject({
  first: date('Enter the first day, such as 27/3/2027'),
  last: date('Enter the last day, such as 27/3/2027'),
  days,
  from: time('Enter when the first time begins, such as 9:00'),
  until: time('Enter when the last time ends, such as 12:30'),
  minutes: number('Enter how many minutes each time takes, from 5 to 480', 5, 480),
  medium: oneOf(MEDIA, 'Select how patients are seen'),
  capacity: number('Enter how many patients each time is for, from 1 to 50', 1, 50),
  orderId: z.guid().optional(),
  change: z.literal('yes').optional(),
})

type Answers = z.infer<typeof rules>

interface Asked {
  clinic: Clinic
  entered: Record<string, unknown>
  ticked: readonly unknown[]
  moreTime: boolean
}

const askView = viewWithoutPatient<Asked>('clinics/add-slots')
const checkView = viewWithoutPatient<
  Plan & { clinic: Clinic; answers: Answers; hidden: Record<string, unknown>; most: number }
>('clinics/check-slots')

/** Adds times to a clinic, on one day or every week: asks which, says how many they are, and then adds them. */
export function addSlots(services: Services): StaffPage {
  const { clinics, newSlots } = services
  return {
    permission: 'change-slots',
    show: async request => askView(await asked(request)),
    async submit(request) {
      const { actor, body } = request
      const { answers, faults } = readForm(rules, withoutButton(body))
      if (wantsToSave(body)) return askView(await asked(request, true))
      if (faults) return askView(withFaults(faults, await asked(request)), 400)
      const { change, ...pressed } = answers
      if (change) return askView(await asked(request))
      const clinic = await clinics.find(actor, request.params.clinicId)
      const pattern = patternOf(answers)
      const { orderId: id, capacity, medium } = answers
      if (id) {
        const added = newSlots.add(actor, clinic, { id, pattern, medium, capacity }).then(() => true)
        const isAdded = await added.catch(error => {
          if (error instanceof CannotAdd) return false
          throw error
        })
        if (isAdded) return redirect(`/staff/clinics/${clinic.id}?starting=${pattern.first}&added=yes`)
      }
      const plan = await newSlots.plan(actor, clinic, pattern)
      const hidden = { ...pressed, days: answers.days.join(','), orderId: id ?? randomUUID() }
      return checkView({ ...plan, clinic, answers, hidden, most: MAX_PLANNED }, id ? 409 : 200)
    },
  }

  async function asked({ actor, body, params }: Request, moreTime = false): Promise<Asked> {
    const clinic = await clinics.find(actor, params.clinicId)
    return { clinic, entered: body ?? {}, ticked: daysIn(body?.days), moreTime }
  }
}

function daysIn(sent: unknown): unknown[] {
  return typeof sent === 'string' ? sent.split(',') : [sent].flat()
}

function patternOf({ days, first, from, last, minutes, until }: Answers): Pattern {
  const date = (text: string) => readTypedDate(text) as Temporal.PlainDate
  const time = (text: string) => Temporal.PlainTime.from(text.trim().padStart(5, '0'))
  return {
    first: date(first),
    last: date(last),
    days: days.map(Number),
    from: time(from),
    until: time(until),
    minutes,
  }
}
