import type { Feature } from '../feature.ts'
import { staffAttemptRetention } from './staff-attempt-store.ts'
import { staffLogInPages } from './staff-log-in-pages.ts'
import { startPage } from './start-page.ts'

export const staffLogIn: Feature = {
  name: 'staff-log-in',
  switchable: false,
  staffOpenPages: staffLogInPages,
  staffPages: (services, features) => ({ '/': startPage(services, features) }),
  staffNavigation: { text: 'Start page', to: '/', name: 'start-page' },
  retention: [staffAttemptRetention],
}
