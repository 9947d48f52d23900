import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { londonDate } from '../../../shared/dates.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { FreeTime } from '../appointment.ts'
import { addressOf, type Changeable, findChangeable } from '../changeable.ts'
import { TimeTaken } from '../refusals.ts'
import { seenField, seenText, timeSeenText } from '../seen.ts'
import { draftOf } from '../unfinished-changes.ts'
import { viewedAppointment } from '../viewed-appointment.ts'
import { timesView } from './choose-time.ts'
import { findChangeableAtStep } from './reschedule-journey.ts'

const rules = z.strictObject({
  slotId: z.guid(),
  day: z.iso.date(),
  seen: seenField,
  timeSeen: z.hash('sha256'),
})

const view = patientView<Changeable & { time: FreeTime; hidden: Record<keyof typeof rules.shape, string> }>(
  'appointments/check-new-time',
  viewedAppointment,
)

/** Shows the old and the new time, and asks the patient to confirm. */
export function checkNewTime(services: Services): PatientPage {
  const { appointments, changeRequests, drafts } = services
  return {
    async show(request) {
      const changing = await findChangeableAtStep(services, request, 'check-new-time')
      if ('redirectTo' in changing) return changing
      const { slotId, day } = changing.answered
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      const time = times.find(each => each.slotId === slotId)
      if (!time) return timesView(changing, times, { day, taken: true }, 409)
      const hidden = {
        slotId: time.slotId,
        day: londonDate(time.startsAt).toString(),
        seen: seenText(changing.appointment),
        timeSeen: timeSeenText(time),
      }
      return view({ ...changing, time, hidden })
    },
    async submit(request) {
      const { day, seen, slotId, timeSeen } = readOwnForm(rules, request.body)
      const { id } = await appointments.find(request.actor, request.params.appointmentId)
      try {
        await changeRequests.move(request.actor, { id, seen }, { slotId, timeSeen })
      } catch (error) {
        if (!(error instanceof TimeTaken)) throw error
        const changing = await findChangeable(services, request, 'reschedule')
        if ('redirectTo' in changing) return changing
        await drafts.save(request.actor, draftOf('reschedule', id), { day })
        const times = await appointments.freeTimes(request.actor, changing.appointment)
        return timesView(changing, times, { day, taken: true }, 409)
      }
      await drafts.remove(request.actor, draftOf('reschedule', id))
      return redirect(`${addressOf(id, 'reschedule')}/received`)
    },
  }
}
