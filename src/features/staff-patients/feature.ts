import type { Feature } from '../feature.ts'
import { staffPatientPages } from './pages/staff-patient-pages.ts'
import { patientSearchRetention } from './patient-search-store.ts'

export const staffPatients: Feature = {
  name: 'staff-patients',
  switchable: false,
  staffPages: staffPatientPages,
  staffNavigation: { text: 'Patients', to: '/patients', name: 'patients' },
  retention: [patientSearchRetention],
}
