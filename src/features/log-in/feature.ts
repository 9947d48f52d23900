import type { Feature } from '../feature.ts'
import { attemptRetention } from './attempt-store.ts'
import { deepLinks } from './deep-links/deep-links.ts'
import { logInPages } from './log-in-pages.ts'
import { usedOnceRetention } from './used-once-store.ts'

export const logIn: Feature = {
  name: 'log-in',
  switchable: false,
  middleware: deepLinks,
  openPages: logInPages,
  retention: [usedOnceRetention, attemptRetention],
}
