import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import type { Feature } from '../../feature.ts'
import { appointmentAsPatient } from './appointment-as-patient.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelBooking } from './cancel-booking.ts'
import { changeAccess } from './change-access.ts'
import { chooseClinic } from './choose-clinic.ts'
import { foundPatients } from './found-patients.ts'
import { listAsPatient } from './list-as-patient.ts'
import { listPatients } from './list-patients.ts'
import { moveBooking } from './move-booking.ts'
import { viewPatient } from './view-patient.ts'

export function staffPatientPages(services: Services, features: readonly Feature[]): PageTable<StaffPage> {
  return {
    '/patients': listPatients(services),
    '/patients/found/:searchId': foundPatients(services),
    '/patients/:patientId': viewPatient(services, features),
    '/patients/:patientId/portal-access': changeAccess(services),
    '/patients/:patientId/as-patient': listAsPatient(services),
    '/patients/:patientId/as-patient/:appointmentId': appointmentAsPatient(services),
    '/patients/:patientId/book': chooseClinic(services),
    '/patients/:patientId/book/:clinicId': bookAppointment(services),
    '/patients/:patientId/appointments/:appointmentId/cancel': cancelBooking(services),
    '/patients/:patientId/appointments/:appointmentId/move': moveBooking(services),
  }
}
