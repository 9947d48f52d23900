import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type Entered, type FormFault, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { FreeTime } from '../appointment.ts'
import type { Changeable } from '../changeable.ts'
import { keepEntered } from '../keep-entered.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { byDay, daysView } from './choose-day.ts'
import { findChangeableAtStep, withAnswer } from './reschedule-journey.ts'

const rules = z.strictObject({ slotId: z.guid({ error: 'Select a time' }) })

interface Shown {
  day: string | undefined
  chosen?: Entered[string] | undefined
  /** The time was chosen and not sent. */
  saved?: boolean
  faults?: FormFault[]
  /** The time the patient chose has just been taken. */
  taken?: boolean
}

const view = patientView<
  Changeable & Shown & { times: FreeTime[]; dayOf: Temporal.Instant; sameWho: boolean; sameWhere: boolean }
>('appointments/choose-time', viewedAppointment)

/** Asks for a time on the chosen day. */
export function chooseTime(services: Services): PatientPage {
  const { appointments } = services
  return {
    async show(request) {
      const changing = await findChangeableAtStep(services, request, 'choose-time')
      if ('redirectTo' in changing) return changing
      const { day, slotId, unsent } = changing.answered
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      const entered = unsent?.slotId
      if (entered && !times.some(time => time.slotId === entered))
        return timesView(changing, times, { day, taken: true }, 409)
      return timesView(changing, times, { day, chosen: entered ?? slotId, saved: entered !== undefined })
    },
    async submit(request) {
      const changing = await findChangeableAtStep(services, request, 'choose-time')
      if ('redirectTo' in changing) return changing
      const { answered } = changing
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      const { answers } = readForm(rules, request.body)
      if (!answers) {
        const faults = [{ text: 'Select a time', href: '#slotId' }]
        return timesView(changing, times, { day: answered.day, faults }, 400)
      }
      if (!times.some(({ slotId }) => slotId === answers.slotId))
        return timesView(changing, times, { day: answered.day, taken: true }, 409)
      const all = withAnswer(answered, answers)
      await services.drafts.save(request.actor, draftOf('reschedule', changing.appointment.id), all)
      return redirect(`${changing.address}/check-new-time`)
    },
    keep: keepEntered(services, 'reschedule', rules),
  }
}

/** Shows the free times of the day, or the days with free times if this day has none left. */
export function timesView(changing: Changeable, times: FreeTime[], shown: Shown, status = 200) {
  const onDay = byDay(times).get(shown.day ?? '') ?? []
  const [first] = onDay
  if (!first) return daysView(changing, times, { taken: true }, 409)
  const values = {
    ...changing,
    ...shown,
    times: onDay,
    dayOf: first.startsAt,
    sameWho: onDay.every(({ clinician }) => clinician?.name === first.clinician?.name),
    sameWhere: onDay.every(({ medium, site }) => medium === first.medium && site?.name === first.site?.name),
  }
  return view(withFaults(shown.faults, values), status)
}
