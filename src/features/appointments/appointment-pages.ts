import type { Services } from '../../services.ts'
import type { PageTable, PatientPage } from '../../web/page.ts'
import type { Feature } from '../feature.ts'
import { cancelAppointment } from './cancel/cancel-appointment.ts'
import { cancellationReceived } from './cancel/cancellation-received.ts'
import { confirmCancellation } from './cancel/confirm-cancellation.ts'
import { checkNewTime } from './reschedule/check-new-time.ts'
import { checkRequest } from './reschedule/check-request.ts'
import { chooseDay } from './reschedule/choose-day.ts'
import { chooseTime } from './reschedule/choose-time.ts'
import { rescheduleFields as fields } from './reschedule/reschedule-answers.ts'
import { rescheduleAppointment } from './reschedule/reschedule-appointment.ts'
import { rescheduleQuestion } from './reschedule/reschedule-question.ts'
import { rescheduleReceived } from './reschedule/reschedule-received.ts'
import { calendar } from './view/calendar.ts'
import { listAppointments } from './view/list-appointments.ts'
import { viewAppointment } from './view/view-appointment.ts'
import { requestWithdrawn } from './withdraw/request-withdrawn.ts'
import { withdrawRequest } from './withdraw/withdraw-request.ts'

const cancel = '/appointment/:appointmentId/cancel'
const reschedule = '/appointment/:appointmentId/reschedule'

export function appointmentPages(services: Services, features: readonly Feature[]): PageTable<PatientPage> {
  return {
    '/appointments': listAppointments(services),
    '/appointment/:appointmentId': viewAppointment(services, features),
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

    '/appointment/:appointmentId/withdraw-request': withdrawRequest(services),
    '/appointment/:appointmentId/request-withdrawn': requestWithdrawn(services),
  }
}
