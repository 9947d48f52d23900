import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { londonDate } from '../../../shared/dates.ts'
import { readOwnForm } from '../../../web/forms.ts'
import type { Page } from '../../../web/page.ts'
import { addressOf, changeable } from '../changeable.ts'
import { TimeTaken } from '../refusals.ts'
import { seenField, seenText, timeSeenText } from '../seen.ts'
import { showTimes } from './choose-time.ts'
import { answersAbout, asked } from './reschedule-journey.ts'

const rules = z.strictObject({
  slotId: z.guid(),
  day: z.iso.date(),
  seen: seenField,
  timeSeen: z.hash('sha256'),
})

/** The old time and the new, before anything is changed. */
export function checkNewTime(services: Services): Page {
  const { appointments, changeRequests } = services
  return {
    async show(request, response) {
      const changing = await asked(services, request, response, 'check-new-time')
      if (!changing) return
      const { slotId, day } = answersAbout(request, changing.appointment.id)
      const times = await appointments.freeTimes(request.actor, changing.appointment)
      const time = times.find(each => each.slotId === slotId)
      if (!time) return showTimes(response.status(409), changing, times, { day, taken: true })
      const hidden = {
        slotId,
        day: londonDate(time.startsAt).toString(),
        seen: seenText(changing.appointment),
        timeSeen: timeSeenText(time),
      }
      response.render('appointments/check-new-time', {
        ...changing,
        time,
        hidden,
        onlyByPhone: appointments.isTooLate(changing.appointment, time.startsAt),
      })
    },
    async submit(request, response) {
      const { day, seen, slotId, timeSeen } = readOwnForm(rules, request.body)
      const { id } = await appointments.find(request.actor, request.params.appointmentId)
      try {
        await changeRequests.move(request.actor, { id, seen }, { slotId, timeSeen })
      } catch (error) {
        if (!(error instanceof TimeTaken)) throw error
        const changing = await changeable(services, request, response, 'reschedule')
        if (!changing) return
        request.session.rescheduling = { appointmentId: id, day }
        const times = await appointments.freeTimes(request.actor, changing.appointment)
        return showTimes(response.status(409), changing, times, { day, taken: true })
      }
      delete request.session.rescheduling
      response.redirect(303, `${addressOf(id, 'reschedule')}/received`)
    },
  }
}
