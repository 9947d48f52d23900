import type { Response } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { londonDate } from '../../../shared/dates.ts'
import { type FormFault, faultOf, readForm } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { saveSession } from '../../../web/session/session.ts'
import type { FreeTime } from '../appointment.ts'
import type { Changeable } from '../changeable.ts'
import { answersAbout, asked } from './reschedule-journey.ts'

const DAYS_ON_A_PAGE = 10

const rules = z.strictObject({ day: z.iso.date({ error: 'Select a day' }) })

/** Which day? The days on which the clinic has free times, a few at a time. */
export function chooseDay(services: Services): Page {
  return {
    async show(request, response) {
      const changing = await asked(services, request, response, 'choose-day')
      if (!changing) return
      const times = await services.appointments.freeTimes(request.actor, changing.appointment)
      const { day } = answersAbout(request, changing.appointment.id)
      showDays(response, changing, times, { after: request.query.after, chosen: day })
    },
    async submit(request, response) {
      const changing = await asked(services, request, response, 'choose-day')
      if (!changing) return
      const { answers } = readForm(rules, request.body)
      const times = await services.appointments.freeTimes(request.actor, changing.appointment)
      if (!answers || !byDay(times).has(answers.day)) {
        const faults = [{ text: 'Select a day', href: '#day' }]
        return showDays(response.status(400), changing, times, { after: request.query.after, faults })
      }
      request.session.rescheduling = { appointmentId: changing.appointment.id, day: answers.day }
      await saveSession(request)
      response.redirect(303, `${changing.address}/choose-time`)
    },
  }
}

interface Shown {
  /** The last day of the page before: CCYY-MM-DD. */
  after?: unknown
  chosen?: string | undefined
  faults?: FormFault[]
  /** The time the patient had chosen has just gone. */
  taken?: boolean
}

export function showDays(response: Response, changing: Changeable, times: FreeTime[], shown: Shown): void {
  const after = typeof shown.after === 'string' && /^\d{4}-\d\d-\d\d$/.test(shown.after) ? shown.after : ''
  const all = [...byDay(times)].map(([day, onDay]) => ({
    day,
    date: Temporal.PlainDate.from(day),
    count: onDay.length,
  }))
  const later = all.filter(({ day }) => day > after)
  const days = later.slice(0, DAYS_ON_A_PAGE)
  response.render('appointments/choose-day', {
    ...changing,
    ...shown,
    faultOf: faultOf(shown.faults ?? []),
    days,
    laterThan: later.length > days.length ? days.at(-1)?.day : undefined,
    earlier: later.length < all.length,
    after,
  })
}

/** Free times by London day, CCYY-MM-DD. */
export function byDay(times: FreeTime[]): Map<string, FreeTime[]> {
  return Map.groupBy(times, ({ startsAt }) => londonDate(startsAt).toString())
}
