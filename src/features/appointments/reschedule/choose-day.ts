import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { londonDate } from '../../../shared/dates.ts'
import { type Entered, type FormFault, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { FreeTime } from '../appointment.ts'
import type { Changeable } from '../changeable.ts'
import { keepEntered } from '../keep-entered.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { findChangeableAtStep } from './reschedule-journey.ts'

const DAYS_ON_A_PAGE = 10

const DATE = /^\d{4}-\d\d-\d\d$/

const rules = z.strictObject({ day: z.iso.date({ error: 'Select a day' }) })

interface Day {
  day: string
  date: Temporal.PlainDate
  count: number
}

interface Shown {
  /** The last day on the previous page, YYYY-MM-DD; not validated. */
  after?: unknown
  chosen?: Entered[string] | undefined
  /** The day was chosen and not sent. */
  saved?: boolean
  faults?: FormFault[]
  /** The time the patient chose has just been taken. */
  taken?: boolean
}

const view = patientView<
  Changeable & Shown & { days: Day[]; laterThan: string | undefined; earlier: boolean; after: string }
>('appointments/choose-day', viewedAppointment)

/** Asks for a day; lists the days on which the clinic has free times, page by page. */
export function chooseDay(services: Services): PatientPage {
  return {
    query: { after: DATE },
    async show(request) {
      const changing = await findChangeableAtStep(services, request, 'choose-day')
      if ('redirectTo' in changing) return changing
      const times = await services.appointments.freeTimes(request.actor, changing.appointment)
      const { day, unsent } = changing.answered
      const shown = { chosen: unsent?.day ?? day, saved: unsent?.day !== undefined }
      return daysView(changing, times, { after: request.query.after, ...shown })
    },
    async submit(request) {
      const changing = await findChangeableAtStep(services, request, 'choose-day')
      if ('redirectTo' in changing) return changing
      const { answers } = readForm(rules, request.body)
      const times = await services.appointments.freeTimes(request.actor, changing.appointment)
      if (!answers || !byDay(times).has(answers.day)) {
        const faults = [{ text: 'Select a day', href: '#day' }]
        return daysView(changing, times, { after: request.query.after, faults }, 400)
      }
      const { day } = answers
      await services.drafts.save(request.actor, draftOf('reschedule', changing.appointment.id), { day })
      return redirect(`${changing.address}/choose-time`)
    },
    keep: keepEntered(services, 'reschedule', rules),
  }
}

export function daysView(changing: Changeable, times: FreeTime[], shown: Shown, status = 200) {
  const after = typeof shown.after === 'string' && DATE.test(shown.after) ? shown.after : ''
  const all = [...byDay(times)].map(([day, onDay]) => ({
    day,
    date: Temporal.PlainDate.from(day),
    count: onDay.length,
  }))
  const later = all.filter(({ day }) => day > after)
  const days = later.slice(0, DAYS_ON_A_PAGE)
  const values = {
    ...changing,
    ...shown,
    days,
    laterThan: later.length > days.length ? days.at(-1)?.day : undefined,
    earlier: later.length < all.length,
    after,
  }
  return view(withFaults(shown.faults, values), status)
}

/** Groups free times by London date, YYYY-MM-DD. */
export function byDay(times: FreeTime[]): Map<string, FreeTime[]> {
  return Map.groupBy(times, ({ startsAt }) => londonDate(startsAt).toString())
}
