import type { Feature } from '../feature.ts'
import { attemptRetention } from './attempt-store.ts'
import { deepLinks } from './deep-links/deep-links.ts'
import { logInPages } from './log-in-pages.ts'
import { nhsLoginSettings } from './nhs-login-settings.ts'
import { usedOnceRetention } from './used-once-store.ts'

export const logIn: Feature = {
  name: 'log-in',
  switchable: false,
  middleware: deepLinks,
  openPages: logInPages,
  patientPages: services => ({ '/nhs-login-settings': nhsLoginSettings(services) }),
  retention: [usedOnceRetention, attemptRetention],
}
