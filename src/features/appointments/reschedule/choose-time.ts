import type { Response } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type FormFault, faultOf, readForm } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { saveSession } from '../../../web/session/session.ts'
import type { FreeTime } from '../appointment.ts'
import type { Changeable } from '../changeable.ts'
import { byDay, showDays } from './choose-day.ts'
import { answersAbout, asked } from './reschedule-journey.ts'

const rules = z.strictObject({ slotId: z.guid({ error: 'Select a time' }) })

/** Which time on that day? */
export function chooseTime(services: Services): Page {
  const { appointments } = services
  return {
    async show(request, response) {
      const changing = await asked(services, request, response, 'choose-time')
      if (!changing) return
      const { day, slotId } = answersAbout(request, changing.appointment.id)
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      showTimes(response, changing, times, { day, chosen: slotId })
    },
    async submit(request, response) {
      const changing = await asked(services, request, response, 'choose-time')
      if (!changing) return
      const answered = answersAbout(request, changing.appointment.id)
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      const { answers } = readForm(rules, request.body)
      if (!answers) {
        const faults = [{ text: 'Select a time', href: '#slotId' }]
        return showTimes(response.status(400), changing, times, { day: answered.day, faults })
      }
      if (!times.some(({ slotId }) => slotId === answers.slotId))
        return showTimes(response.status(409), changing, times, { day: answered.day, taken: true })
      request.session.rescheduling = { ...answered, slotId: answers.slotId }
      await saveSession(request)
      response.redirect(303, `${changing.address}/check-new-time`)
    },
  }
}

interface Shown {
  day: string | undefined
  chosen?: string | undefined
  faults?: FormFault[]
  /** The time the patient had chosen has just gone. */
  taken?: boolean
}

/** The times left on the day; when there are none any more, the days left. */
export function showTimes(response: Response, changing: Changeable, times: FreeTime[], shown: Shown): void {
  const onDay = byDay(times).get(shown.day ?? '') ?? []
  const [first] = onDay
  if (first) {
    response.render('appointments/choose-time', {
      ...changing,
      ...shown,
      faultOf: faultOf(shown.faults ?? []),
      times: onDay,
      dayOf: first.startsAt,
    })
  } else {
    showDays(response.status(409), changing, times, { taken: true })
  }
}
