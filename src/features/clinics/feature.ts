import type { Feature } from '../feature.ts'
import { finishClosures } from './closures/finish-closures.ts'
import { clinicPages } from './pages/clinic-pages.ts'

export const clinics: Feature = {
  name: 'clinics',
  switchable: false,
  staffPages: clinicPages,
  staffNavigation: { text: 'Clinics', to: '/clinics', name: 'clinics' },
  jobs: [finishClosures],
  // No handler needs these events yet.
  events: { 'clinic-closed': [], 'clinic-reopened': [] },
}
