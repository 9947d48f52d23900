import type { Services } from '../../../services.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type ShownAppointment, shownAppointment } from '../../appointments/appointments.ts'
import { type OpenedPatient, openPatient } from './opened-patient.ts'

type Shown = Pick<OpenedPatient, 'patient' | 'address'> & ShownAppointment

const view = patientView<Shown>('staff-patients/appointment-as-patient', {
  action: 'viewed-as-patient',
  subject: ({ appointment: { id, version } }) => ({ type: 'appointment', id, version }),
  patientId: ({ patient }) => patient.id,
})

/** One appointment at this trust as the patient sees it. */
export function appointmentAsPatient(services: Services): StaffPage {
  const { asPatient, clock } = services
  return {
    permission: 'find-patients',
    async show(request) {
      const { address, patient } = await openPatient(services, request)
      const { actor, params } = request
      const { appointment, latest } = await asPatient.find(actor, patient.id, params.appointmentId)
      // As for the patient, an appointment that was moved leads to the current one.
      if (appointment.movedToId) return redirect(`${address}/as-patient/${appointment.movedToId}`)
      return view({
        address,
        patient,
        ...shownAppointment(appointment, latest, clock.now()),
      })
    },
  }
}
