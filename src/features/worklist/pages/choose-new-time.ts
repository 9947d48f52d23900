import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type FormFault, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { type Disclosure, patientView, redirect, type View } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type FreeTime, TimeTaken, timeSeenText } from '../../appointments/appointments.ts'
import { requestQuery } from './list-filters.ts'
import { makeStep } from './not-done.ts'
import {
  backToRequest,
  type OpenedRequest,
  openedRequest,
  openRequest,
  seenFields,
  seenOf,
} from './opened-request.ts'

import { type TimesForPatient, timesForPatient } from './times-for-patient.ts'

/** `timeSeen`: from the check page, which is the last. */
const rules = z.strictObject({
  ...seenFields,
  slotId: z.guid({ error: 'Select a new time' }),
  timeSeen: z.string().max(100).optional(),
})

type Choosing = OpenedRequest &
  TimesForPatient & { taken: boolean; moreTime: boolean; chosen: unknown; faults?: FormFault[] }
type Checking = OpenedRequest & { time: FreeTime; timeSeen: string }

interface HowToChoose {
  faults?: FormFault[]
  taken?: boolean
  moreTime?: boolean
  status?: number
}

const chooseView = patientView<Choosing>('worklist/choose-new-time', openedRequest)
const checkView = patientView<Checking>('worklist/check-new-time', openedRequest)

/** Asks for one of the free times of the clinic, those that the patient prefers first, and then moves the appointment. */
export function chooseNewTime(services: Services): StaffPage {
  const { requestWork, worklist } = services
  return {
    permission: 'work-requests',
    query: requestQuery,
    async show(request) {
      const opened = await openRequest(services, request)
      const { kind, status } = opened.request
      if (status !== 'open' || kind !== 'reschedule') return redirect(backToRequest(request))
      return choose(request, opened)
    },
    async submit(request) {
      if (wantsToSave(request.body))
        return choose(request, await openRequest(services, request), { moreTime: true })
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return choose(request, await openRequest(services, request), { faults, status: 400 })
      const { slotId, timeSeen, ...hidden } = answers
      if (timeSeen === undefined) return check(request, slotId, hidden)
      const seen = seenOf(request, hidden)
      const move = () => requestWork.completeReschedule(request.actor, seen, { slotId, timeSeen })
      return makeStep(services, request, move).catch(error => {
        if (error instanceof TimeTaken) return chooseAgain(request)
        throw error
      })
    },
  }

  /** `hidden`: with which the form was opened, so that a change since then is noticed at the end. */
  async function check(request: Request, slotId: string, hidden: OpenedRequest['hidden']) {
    const opened = await openRequest(services, request)
    const times = await worklist.freeTimes(request.actor, opened)
    const time = times.find(each => each.slotId === slotId)
    return time ? checkView({ ...opened, hidden, time, timeSeen: timeSeenText(time) }) : chooseAgain(request)
  }

  async function chooseAgain(request: Request) {
    return choose(request, await openRequest(services, request), { taken: true, status: 409 })
  }

  async function choose(
    request: Request,
    opened: OpenedRequest,
    { faults, taken = false, moreTime = false, status = 200 }: HowToChoose = {},
  ): Promise<View<Disclosure>> {
    const times = timesForPatient(await worklist.freeTimes(request.actor, opened), opened.request)
    return chooseView(
      withFaults(faults, { ...opened, ...times, taken, moreTime, chosen: request.body?.slotId }),
      status,
    )
  }
}
