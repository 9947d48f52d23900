import type { Services } from '../../services.ts'
import type { PageTable } from '../../web/page.ts'
import { calendar } from './calendar.ts'
import { cancelAppointment } from './cancel-appointment.ts'
import { cancellationReceived } from './cancellation-received.ts'
import { checkNewTime } from './check-new-time.ts'
import { checkRequest } from './check-request.ts'
import { chooseDay } from './choose-day.ts'
import { chooseTime } from './choose-time.ts'
import { confirmCancellation } from './confirm-cancellation.ts'
import { listAppointments } from './list-appointments.ts'
import { rescheduleFields as fields } from './reschedule-answers.ts'
import { rescheduleAppointment } from './reschedule-appointment.ts'
import { rescheduleQuestion } from './reschedule-question.ts'
import { rescheduleReceived } from './reschedule-received.ts'
import { viewAppointment } from './view-appointment.ts'

const cancel = '/appointment/:appointmentId/cancel'
const reschedule = '/appointment/:appointmentId/reschedule'

export function appointmentPages(services: Services): PageTable {
  return {
    '/appointments': listAppointments(services),
    '/appointment/:appointmentId': viewAppointment(services),
    '/appointment/:appointmentId/calendar': calendar(services),

    [cancel]: cancelAppointment(services),
    [`${cancel}/confirm`]: confirmCancellation(services),
    [`${cancel}/received`]: cancellationReceived(services),

    [reschedule]: rescheduleAppointment(services),
    [`${reschedule}/choose-day`]: chooseDay(services),
    [`${reschedule}/choose-time`]: chooseTime(services),
    [`${reschedule}/check-new-time`]: checkNewTime(services),
    [`${reschedule}/days`]: rescheduleQuestion(services, 'days', 'days', fields.days),
    [`${reschedule}/times`]: rescheduleQuestion(services, 'times', 'times', fields.times),
    [`${reschedule}/dates-to-avoid`]: rescheduleQuestion(
      services,
      'dates-to-avoid',
      'datesToAvoid',
      fields.datesToAvoid,
    ),
    [`${reschedule}/reason`]: rescheduleQuestion(services, 'reason', 'reason', fields.reason),
    [`${reschedule}/check-request`]: checkRequest(services),
    [`${reschedule}/received`]: rescheduleReceived(services),
  }
}
