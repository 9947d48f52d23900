import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { type FormFault, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import {
  type Appointment,
  type ChosenTime,
  type FreeTime,
  TimeTaken,
  timeSeenText,
} from '../../appointments/appointments.ts'
import type { Told } from '../told.ts'
import { makeChange } from './not-changed.ts'
import { type OpenedPatient, openedPatient } from './opened-patient.ts'
import { toldField } from './told-field.ts'

const rules = z.strictObject({ seen: z.string().max(8000), slotId: z.guid({ error: 'Select a time' }) })

/** Of the check page, which is the last. */
const checkRules = rules.extend({ timeSeen: z.string().max(100), told: toldField })

/** The times among which staff choose for a patient. */
export interface Offer extends OpenedPatient {
  times: FreeTime[]
  /** What kind of appointment it is. */
  type: string
  /** The appointment that is given up for it. */
  appointment?: Appointment
  /** The address of the page itself. */
  action: string
  hidden: { seen: string }
}

type Choosing = Offer & {
  hasMore: boolean
  taken: boolean
  moreTime: boolean
  chosen: unknown
  faults?: FormFault[]
}

interface HowToChoose {
  faults?: FormFault[]
  taken?: boolean
  moreTime?: boolean
  status?: number
}

const chooseView = patientView<Choosing>('staff-patients/choose-time', openedPatient)
type Checking = Offer & {
  time: FreeTime
  timeSeen: string
  told: unknown
  moreTime: boolean
  faults?: FormFault[]
}

const checkView = patientView<Checking>('staff-patients/check-time', openedPatient)

/** More than anybody reads through. */
const MAX_SHOWN = 60

export function chooseTime(offer: Offer, body: unknown, how: HowToChoose = {}) {
  const { faults, taken = false, moreTime = false, status = 200 } = how
  const times = offer.times.slice(0, MAX_SHOWN)
  const hasMore = offer.times.length > MAX_SHOWN
  const chosen = Object(body).slotId
  return chooseView(withFaults(faults, { ...offer, times, hasMore, taken, moreTime, chosen }), status)
}

/** The form that chooses a time, and the page that asks to check it. `book` is called with the time that was checked. */
export function submitTime(
  services: Services,
  offerFor: (request: Request) => Promise<Offer>,
  book: (request: Request, seen: string, chosen: ChosenTime, told: Told) => Promise<unknown>,
): NonNullable<StaffPage['submit']> {
  return async request => {
    const { body } = request
    if (Object(body).timeSeen !== undefined) return submitChecked(request)
    if (wantsToSave(body)) return chooseTime(await offerFor(request), body, { moreTime: true })
    const { answers, faults } = readForm(rules, body)
    if (faults) return chooseTime(await offerFor(request), body, { faults, status: 400 })
    return check(request, answers)
  }

  async function submitChecked(request: Request) {
    const { body } = request
    const given = rules.safeParse({ seen: body.seen, slotId: body.slotId })
    if (!given.success) throw new BadRequest()
    if (wantsToSave(body)) return check(request, given.data, { moreTime: true })
    const { answers, faults } = readForm(checkRules, body)
    if (faults) return check(request, given.data, { faults, status: 400 })
    const { seen, slotId, timeSeen, told } = answers
    return makeChange(services, request, () => book(request, seen, { slotId, timeSeen }, told)).catch(
      async error => {
        if (!(error instanceof TimeTaken)) throw error
        return chooseTime(await offerFor(request), body, { taken: true, status: 409 })
      },
    )
  }

  /** `seen`: what the form was opened with, so that a change since then is noticed at the end. */
  async function check(
    request: Request,
    { seen, slotId }: z.infer<typeof rules>,
    { faults, moreTime = false, status = 200 }: Omit<HowToChoose, 'taken'> = {},
  ) {
    const { body } = request
    const offer = await offerFor(request)
    const time = offer.times.find(each => each.slotId === slotId)
    if (!time) return chooseTime(offer, body, { taken: true, status: 409 })
    const timeSeen = body.timeSeen ?? timeSeenText(time)
    const shown = { ...offer, hidden: { seen }, time, timeSeen, told: body.told, moreTime }
    return checkView(withFaults(faults, shown), status)
  }
}
