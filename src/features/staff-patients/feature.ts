import type { Feature } from '../feature.ts'
import { staffPatientPages } from './pages/staff-patient-pages.ts'
import { patientSearchRetention } from './patient-search-store.ts'

export const staffPatients: Feature = {
  name: 'staff-patients',
  switchable: false,
  staffPages: staffPatientPages,
  staffNavigation: { text: 'Patients', to: '/patients', name: 'patients' },
  // No handler needs these events yet: the NHS App's list is read anew each time.
  events: { 'patient-barred': [], 'patient-let-in': [] },
  retention: [patientSearchRetention],
}
