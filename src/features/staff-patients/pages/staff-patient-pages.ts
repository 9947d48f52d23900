import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { changeAccess } from './change-access.ts'
import { foundPatients } from './found-patients.ts'
import { listPatients } from './list-patients.ts'
import { viewPatient } from './view-patient.ts'

export function staffPatientPages(services: Services): PageTable<StaffPage> {
  return {
    '/patients': listPatients(services),
    '/patients/found/:searchId': foundPatients(services),
    '/patients/:patientId': viewPatient(services),
    '/patients/:patientId/portal-access': changeAccess(services),
  }
}
