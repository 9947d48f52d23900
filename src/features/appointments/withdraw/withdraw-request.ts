import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import { RequestClosed } from '../../worklist/worklist.ts'
import type { Appointment, OpenRequest } from '../appointment.ts'
import { CannotWithdraw } from '../refusals.ts'
import { viewedAppointment } from '../viewed-appointment.ts'

const rules = z.strictObject({ requestId: z.string().max(36) })

const view = patientView<{ appointment: Appointment; request: OpenRequest }>(
  'appointments/withdraw-request',
  viewedAppointment,
)

/** Asks the patient to confirm that the booking team need not decide their request. */
export function withdrawRequest({ appointments, patientRequests }: Services): PatientPage {
  return {
    async show({ actor, params }) {
      const appointment = await appointments.find(actor, params.appointmentId)
      const { id, request } = appointment
      if (request && !request.byHospital) return view({ appointment, request })
      const latest = await patientRequests.latest(actor, id)
      const address = `/patient-portal/appointment/${id}`
      return redirect(latest?.status === 'withdrawn' ? `${address}/request-withdrawn` : address)
    },
    async submit({ actor, body, params }) {
      const { requestId } = readOwnForm(rules, body)
      const appointment = await appointments.find(actor, params.appointmentId)
      const appointmentId = appointment.id
      await patientRequests.withdraw(actor, { appointmentId, requestId }).catch(error => {
        throw error instanceof RequestClosed ? new CannotWithdraw(appointment) : error
      })
      return redirect(`/patient-portal/appointment/${appointmentId}/request-withdrawn`)
    },
  }
}
